# Quartic density: spatstat at the incidents themselves, and at points that are none. Per square kilometre, no correction at borders.

SQUARE_KM <- 1e6

# Silverman (1986), equation 4.5, written out.
quartic_sum <- function(x, y, east, north, h) {
  mapply(function(x, y) {
    rest <- pmax(0, 1 - ((east - x)^2 + (north - y)^2) / h^2)
    sum(rest^2) * 3 / (pi * h^2)
  }, x, y) * SQUARE_KM
}

density_figures <- function(h, incidents, cases) {
  margin <- 2 * h
  nodes <- do.call(rbind, lapply(cases$nodes, unlist))
  window <- owin(range(incidents$east, nodes[, 1]) + c(-margin, margin), range(incidents$north, nodes[, 2]) + c(-margin, margin))
  points <- ppp(incidents$east, incidents$north, window = window, checkdup = FALSE)
  sigma <- h / sqrt(8) # spatstat scales its kernels to a standard deviation; that of a quartic of radius h is h / sqrt(8)
  at_points <- density(points, sigma = sigma, kernel = "quartic", edge = FALSE, at = "points", leaveoneout = FALSE)
  at_points <- as.numeric(at_points) * SQUARE_KM
  # spatstat evaluates the kernel at the distances themselves: no interpolation, as this shows.
  close_to(at_points, quartic_sum(incidents$east, incidents$north, incidents$east, incidents$north, h), 1e-10)
  queries <- ppp(nodes[, 1], nodes[, 2], window = window, checkdup = FALSE)
  at_nodes <- as.numeric(densitycrossEngine(points, queries, sigma = sigma, kernel = "quartic", edge = FALSE)) * SQUARE_KM
  close_to(at_nodes, quartic_sum(nodes[, 1], nodes[, 2], incidents$east, incidents$north, h), 1e-9)
  # Many points of few, for the surface that bins: every incident moved by every shift.
  shifts <- do.call(rbind, lapply(cases$shifts, unlist))
  many_east <- as.vector(outer(incidents$east, shifts[, 1], "+"))
  many_north <- as.vector(outer(incidents$north, shifts[, 2], "+"))
  list(bandwidth = h, atPoints = at_points, atNodes = at_nodes, manyAtNodes = quartic_sum(nodes[, 1], nodes[, 2], many_east, many_north, h))
}
