# Areas, cells and Gi*: which area covers a point, which cells the study has, how many incidents each holds, and how far its surroundings lie from the mean.

# Degrees are taken as a plane, as PostGIS does for EPSG:4326.
invisible(suppressMessages(sf_use_s2(FALSE)))

ring_matrix <- function(ring) do.call(rbind, lapply(ring, function(position) c(position[[1]], position[[2]])))

area_polygons <- function(areas) {
  shapes <- lapply(areas$features, function(feature) {
    st_multipolygon(lapply(feature$geometry$coordinates, function(polygon) lapply(polygon, ring_matrix)))
  })
  polygons <- st_sfc(shapes, crs = 4326)
  stopifnot(all(st_is_valid(polygons)))
  polygons
}

# From 0; -1 where no area covers the point. Of several, the first in the file.
first_area <- function(polygons, incidents) {
  points <- st_as_sf(incidents, coords = c("lon", "lat"), crs = 4326)
  found <- suppressMessages(st_covers(polygons, points))
  area <- rep(-1L, nrow(incidents))
  for (i in rev(seq_along(found))) area[found[[i]]] <- i - 1L
  area
}

# East and north by PROJ, of every tenth incident.
projected <- function(incidents) {
  some <- incidents[seq(1, nrow(incidents), by = 10), ]
  metres <- st_coordinates(st_transform(st_as_sf(some, coords = c("lon", "lat"), crs = 4326), 3006))
  list(east = metres[, 1], north = metres[, 2])
}

# Cells of the lattice whose interior meets the interior of the areas' union. Vertices are projected, edges then run straight.
in_study <- function(polygons, cells) {
  union <- st_union(st_transform(polygons, 3006))
  lengths(st_relate(cells, union, pattern = "T********")) > 0
}

polygon_of <- function(x, y) st_polygon(list(cbind(c(x, x[1]), c(y, y[1]))))

metre_bounds <- function(polygons) st_bbox(st_transform(polygons, 3006))

# Squares with corners at multiples of their side; named by the lower left one; row by row from the south.
square_study <- function(polygons, cell) {
  bounds <- metre_bounds(polygons)
  corners <- expand.grid(
    east = seq(floor(bounds$xmin / cell) * cell, bounds$xmax, by = cell),
    north = seq(floor(bounds$ymin / cell) * cell, bounds$ymax, by = cell)
  )
  squares <- st_sfc(lapply(seq_len(nrow(corners)), function(i) {
    x <- corners$east[i]
    y <- corners$north[i]
    polygon_of(c(x, x + cell, x + cell, x), c(y, y, y + cell, y + cell))
  }), crs = 3006)
  list(
    cell = cell, kept = corners[in_study(polygons, squares), ],
    reach = 1.45 * cell, # queen: diagonal neighbours are 1.414 sides away
    # In the lattice: floor. Beside the study: distance to the square.
    lattice_cell = function(x, y) c(floor(x / cell) * cell, floor(y / cell) * cell),
    distance = function(x, y, cells) {
      dx <- pmax(cells$east - x, 0, x - cells$east - cell)
      dy <- pmax(cells$north - y, 0, y - cells$north - cell)
      dx^2 + dy^2
    }
  )
}

# Hexagons with the area of a square of side `cell`, a corner to the north, the centre of one at (0, 0), odd rows half a width to the east; named by their centre.
hexagon_study <- function(polygons, cell) {
  bounds <- metre_bounds(polygons)
  radius <- sqrt(2 * cell^2 / (3 * sqrt(3)))
  width <- sqrt(3) * radius
  rows <- (floor(bounds$ymin / (1.5 * radius)) - 1):(ceiling(bounds$ymax / (1.5 * radius)) + 1)
  columns <- (floor(bounds$xmin / width) - 1):(ceiling(bounds$xmax / width) + 1)
  lattice <- expand.grid(column = columns, row = rows)
  centres <- data.frame(east = width * (lattice$column + (lattice$row %% 2) / 2), north = 1.5 * radius * lattice$row)
  angles <- pi / 2 + 0:5 * pi / 3
  hexagons <- st_sfc(lapply(seq_len(nrow(centres)), function(i) {
    polygon_of(centres$east[i] + radius * cos(angles), centres$north[i] + radius * sin(angles))
  }), crs = 3006)
  stopifnot(abs(as.numeric(st_area(hexagons[1])) / cell^2 - 1) < 1e-6)
  list(
    cell = cell, kept = centres[in_study(polygons, hexagons), ],
    reach = 1.1 * width,
    # The nearest centre of all, by trying every one.
    lattice_cell = function(x, y) unlist(centres[which.min((centres$east - x)^2 + (centres$north - y)^2), ]),
    distance = function(x, y, cells) (cells$east - x)^2 + (cells$north - y)^2
  )
}

# Study cell of each incident, from 1: that of the lattice, else the nearest in the study (of equals the first).
cell_of_each <- function(study, incidents) {
  keys <- paste(study$kept$east, study$kept$north)
  mapply(function(x, y) {
    found <- match(paste(study$lattice_cell(x, y), collapse = " "), keys)
    if (is.na(found)) which.min(study$distance(x, y, study$kept)) else found
  }, incidents$east, incidents$north)
}

# Gi* (Ord and Getis 1995) with binary weights, its own arithmetic; spdep must agree.
gi_star <- function(x, neighbours) {
  n <- length(x)
  k <- card(neighbours)
  around <- sapply(neighbours, function(j) sum(x[j]))
  s <- sqrt(sum((x - mean(x))^2) / n)
  (around - mean(x) * k) / (s * sqrt((n * k - k^2) / (n - 1)))
}

close_to <- function(a, b, relative) {
  stopifnot(length(a) == length(b), all(abs(a - b) <= relative * pmax(abs(a), abs(b), 1e-6)))
}

grid_figures <- function(study, incidents) {
  cells <- cell_of_each(study, incidents)
  count <- tabulate(cells, nbins = nrow(study$kept))
  stopifnot(sum(count) == nrow(incidents))
  neighbours <- include.self(dnearneigh(as.matrix(study$kept), 0, study$reach))
  weights <- nb2listw(neighbours, style = "B", zero.policy = TRUE)
  found <- localG(as.numeric(count), weights, zero.policy = TRUE)
  stopifnot(attr(found, "gstari"))
  z <- as.numeric(found)
  close_to(z, gi_star(count, neighbours), 1e-10)
  p <- 2 * pnorm(-abs(z))
  list(
    cell = study$cell, east = study$kept$east, north = study$kept$north, count = count,
    z = z, q = p.adjust(p, "BH")
  )
}
