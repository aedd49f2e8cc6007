# Statistics of counts: the expected range, the test of two counts, the trend of a series.

# Decision 0005: negative binomials of mean m = (S + 1) / n and variance d m (1 + 1 / n), mixed over the dispersions d = 1, 1.4, 1.4^2, ... below
# 4 max(1, D), where D is the sample variance over m. Weights: 0.3 for d = 1, 0.7 shared by the others, times the likelihood of D as a chi-square with
# (n - 1) / (1 + 2 / m) degrees of freedom. p = P(count or more) / 0.8 or P(count or fewer) / 0.2; the range holds what has p of 0.05 or more.
expected_range <- function(case) {
  previous <- unlist(case$previous)
  n <- length(previous)
  m <- (sum(previous) + 1) / n
  seen <- var(previous) / m
  freedom <- (n - 1) / (1 + 2 / m)
  d <- 1.4^(0:200)
  d <- d[d < 4 * max(1, seen)]
  prior <- c(0.3, rep(0.7 / (length(d) - 1), length(d) - 1))
  # Density of freedom * seen / d, times d's own factor 1 / d from the change of variable; what all have in common cancels.
  log_likelihood <- dchisq(freedom * max(seen, 1e-300) / d, freedom, log = TRUE) - log(d)
  weight <- prior * exp(log_likelihood - max(log_likelihood))
  weight <- weight / sum(weight)
  size <- m / (d * (1 + 1 / n) - 1)
  p_of <- Vectorize(function(count) {
    or_more <- sum(weight * pnbinom(count - 1, size = size, mu = m, lower.tail = FALSE))
    or_fewer <- sum(weight * pnbinom(count, size = size, mu = m))
    min(1, or_more / 0.8, or_fewer / 0.2)
  })
  usual <- which(p_of(0:ceiling(m + 20 * sqrt(m * max(d)) + 60)) >= 0.05) - 1
  stopifnot(diff(range(usual)) + 1 == length(usual)) # one run of counts
  list(low = min(usual), high = max(usual), p = p_of(case$count))
}

# E-test of Krishnamoorthy and Thomson (2004): all pairs of counts at least as far apart as the two seen, under one common rate.
# Compared as whole numbers where they fit into a double, so that ties are ties.
two_counts <- function(case) {
  t1 <- case$days
  t2 <- case$daysBefore
  total <- case$count + case$before
  if (total == 0) return(1)
  rate <- total / (t1 + t2)
  # So far that what is left out is nothing even beside the smallest p.
  reach <- function(t) 0:ceiling(rate * t + 15 * sqrt(rate * t) + 40)
  far <- function(a, b) (a * t2 - b * t1)^2
  spread <- function(a, b) a * t2^2 + b * t1^2
  x <- reach(t1)
  y <- reach(t2)
  left <- outer(x, y, far) * spread(case$count, case$before)
  right <- far(case$count, case$before) * outer(x, y, spread)
  # Both counts 0: no difference, whatever the denominator says.
  extreme <- left >= right * (1 - 1e-12) & (outer(x, y, "+") > 0 | far(case$count, case$before) == 0)
  sum(outer(dpois(x, rate * t1), dpois(y, rate * t2))[extreme])
}

permutations <- function(n) {
  if (n == 1) return(matrix(1))
  smaller <- permutations(n - 1)
  do.call(rbind, lapply(seq_len(n), function(first) cbind(first, smaller + (smaller >= first), deparse.level = 0)))
}

concordance <- function(x) {
  pairs <- combn(length(x), 2)
  sum(sign(x[pairs[2, ]] - x[pairs[1, ]]))
}

multiply <- function(a, b) {
  product <- numeric(length(a) + length(b) - 1)
  for (i in seq_along(a)) product[i - 1 + seq_along(b)] <- product[i - 1 + seq_along(b)] + a[i] * b
  product
}

# Ways to lay k equal things among m others, by the number of inversions: the Gaussian binomial, by its recursion.
gaussian_binomial <- function(m, k) {
  if (k == 0 || m == 0) return(1)
  with_last <- gaussian_binomial(m - 1, k)
  without <- gaussian_binomial(m, k - 1)
  longest <- m * k + 1
  shifted <- c(numeric(k), with_last)
  pad <- function(v) c(v, numeric(longest - length(v)))
  pad(shifted) + pad(without)
}

# All values of S with their shares when every order is as likely (Mann 1945), ties kept as they are (Kendall 1970).
exact_null <- function(x) {
  groups <- as.vector(table(x))
  ways <- 1
  placed <- 0
  for (size in groups) {
    ways <- multiply(ways, gaussian_binomial(placed, size))
    placed <- placed + size
  }
  distinct <- length(ways) - 1 # pairs that are no ties
  list(S = distinct - 2 * (0:distinct), share = ways / sum(ways))
}

mann_kendall <- function(series) {
  x <- unlist(series)
  S <- concordance(x)
  null <- exact_null(x)
  if (length(x) <= 7) {
    # Few enough to lay out every order.
    orders <- permutations(length(x))
    all <- apply(orders, 1, function(order) concordance(x[order]))
    for (i in seq_along(null$S)) close_to(null$share[i], mean(all == null$S[i]), 1e-12)
  }
  two_sided <- sum(null$share[abs(null$S) >= abs(S)])
  if (!anyDuplicated(x)) close_to(min(1, two_sided), cor.test(seq_along(x), x, method = "kendall", exact = TRUE)$p.value, 1e-9)
  list(s = S, p = min(1, two_sided))
}
