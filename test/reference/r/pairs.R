# Knox (1964): pairs of incidents by distance in space and time, in half-open bands [edge, next).

# surveillance::knox counts pairs at most eps apart; the double just below an edge is the largest distance that is less than it.
just_below <- function(edge) edge * (1 - .Machine$double.neg.eps)

knox_figures <- function(bands, incidents) {
  metres <- unlist(bands$metres)
  days <- unlist(bands$days)
  time <- (incidents$from + incidents$to) / 2 / 86400
  space_apart <- as.vector(dist(cbind(incidents$east, incidents$north)))
  time_apart <- as.vector(dist(time))
  pairs <- length(space_apart)
  # Pairs nearer than both edges, by edge; no pair is nearer than 0.
  nearer <- outer(metres, days, Vectorize(function(s, t) {
    if (s == 0 || t == 0) return(0)
    knox(time_apart, space_apart, eps.t = just_below(t), eps.s = just_below(s), simulate.p.value = FALSE)$statistic
  }))
  observed <- t(diff(t(diff(nearer))))
  by_space <- diff(sapply(metres, function(s) sum(space_apart < s)))
  by_time <- diff(sapply(days, function(t) sum(time_apart < t)))
  # The same pairs counted by a search for neighbours.
  found <- sapply(metres[-1], function(s) sum(lengths(frNN(cbind(incidents$east, incidents$north), eps = just_below(s))$id)) / 2)
  stopifnot(diff(c(0, found)) == by_space)
  # And one by one.
  space_band <- findInterval(space_apart, metres)
  time_band <- findInterval(time_apart, days)
  inside <- space_band < length(metres) & time_band < length(days)
  stopifnot(observed == unclass(table(factor(space_band[inside], seq_len(length(metres) - 1)), factor(time_band[inside], seq_len(length(days) - 1)))))
  list(
    observed = observed, expected = outer(by_space, by_time) / pairs,
    p = permuted_p(observed, metres, days, time, incidents)
  )
}

PERMUTATIONS <- 999

# Share of shuffles of the times among the incidents that have at least as many pairs; the arrangement seen counts as one of them.
permuted_p <- function(observed, metres, days, time, incidents) {
  near <- frNN(cbind(incidents$east, incidents$north), eps = just_below(max(metres)))
  first <- rep(seq_along(near$id), lengths(near$id))
  second <- unlist(near$id)
  band <- findInterval(unlist(near$dist), metres)[first < second]
  one <- first[first < second]
  other <- second[first < second]
  set.seed(1964)
  at_least <- observed * 0
  bands <- length(days) - 1
  for (i in seq_len(PERMUTATIONS)) {
    shuffled <- sample(time)
    apart <- findInterval(abs(shuffled[one] - shuffled[other]), days)
    within <- apart <= bands
    counts <- matrix(tabulate((band[within] - 1) * bands + apart[within], nbins = length(observed)), ncol = bands, byrow = TRUE)
    at_least <- at_least + (counts >= observed)
  }
  (1 + at_least) / (1 + PERMUTATIONS)
}
