# Ratios of changes and displacement quotients by R: `Rscript test/reference/effect/effect.R`. Debian: r-base-core r-cran-jsonlite.
# Nothing is shared with src/: the beta-binomial comes from lbeta and lchoose, the share from uniroot, the interval from uniroot, Poisson counts from fisher.test.
suppressPackageStartupMessages(library(jsonlite))
options(warn = 2, digits = 17)
here <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
cases <- read_json(file.path(here, "cases.json"))

two <- function(place) c(place$before, place$after)

# Decision 0032: dispersions from the weeks' own on, 13 of them, each 1.35 times the last, alike beforehand, weighted by the density of the comparisons' chi-square.
dispersions <- function(case) {
  table <- sapply(case$comparisons, two)
  table <- table[, colSums(table) > 0, drop = FALSE]
  least <- if (case$weeks$freedom > 0) max(1, case$weeks$chiSquare / case$weeks$freedom) else 1
  d <- least * 1.35^(0:12)
  if (ncol(table) < 2 || any(rowSums(table) == 0)) return(list(d = d, w = rep(1 / 13, 13)))
  chi <- unname(suppressWarnings(chisq.test(table, correct = FALSE))$statistic)
  freedom <- ncol(table) - 1
  # The density of chi = d * X is that of X over d; an exact 0 has none, so its power of chi, common to all, is left out.
  log_w <- -chi / (2 * d) - (freedom / 2) * log(d)
  w <- exp(log_w - max(log_w))
  list(d = d, w = w / sum(w))
}

# P(b | total) for all b, when the place's odds are `ratio` times the comparisons'.
conditional <- function(own, others, total, ratio, d) {
  b <- max(0, total - others):min(own, total)
  if (abs(d - 1) < 1e-9) {
    log_p <- lchoose(own, b) + lchoose(others, total - b) + b * log(ratio)
  } else {
    # The comparisons' log odds at which both expected counts give the total.
    gap <- function(l) own * plogis(l + log(ratio)) + others * plogis(l) - total
    l <- uniroot(gap, c(-80, 80), tol = 1e-15, maxiter = 10000)$root
    ours <- plogis(l + log(ratio)); theirs <- plogis(l)
    # 1 - plogis(l) is plogis(-l), without loss of digits.
    side <- function(k, n, share, rest) lchoose(n, k) + lbeta(k + n * share / (d - 1), n - k + n * rest / (d - 1))
    log_p <- side(b, own, ours, plogis(-l - log(ratio))) + side(total - b, others, theirs, plogis(-l))
  }
  p <- exp(log_p - max(log_p))
  list(b = b, p = p / sum(p))
}

change <- function(case) {
  place <- two(case$place)
  comparisons <- rowSums(sapply(case$comparisons, two))
  own <- sum(place); others <- sum(comparisons); total <- place[2] + comparisons[2]; seen <- place[2]
  known <- dispersions(case)
  lower <- function(ratio) {
    sum(mapply(function(d, w) {
      of <- conditional(own, others, total, ratio, d)
      w * (sum(of$p[of$b < seen]) + of$p[of$b == seen] / 2)
    }, known$d, known$w))
  }
  ends <- function(tail) exp(uniroot(function(l) lower(exp(l)) - tail, c(-20, 20), tol = 1e-14, maxiter = 10000)$root)
  at_one <- lower(1)
  answer <- list(
    p = min(1, 2 * min(at_one, 1 - at_one)),
    low = if (seen == max(0, total - others)) 0 else ends(0.975),
    high = if (seen == min(own, total)) NA else ends(0.025),
    dispersion = sum(known$d * known$w)
  )
  # Fisher's test of the same table has the same tail for Poisson counts, the very count whole instead of half.
  table <- rbind(place[2:1], comparisons[2:1])
  of <- conditional(own, others, total, 1.7, 1)
  fisher <- fisher.test(table, alternative = "less", or = 1.7)$p.value
  stopifnot(abs(sum(of$p[of$b <= seen]) - fisher) < 1e-9 * fisher + 1e-14)
  # The conditional exact one-sided p of R, at the ratio 1.
  answer$fisherLess <- fisher.test(table, alternative = "less")$p.value
  answer$fisherGreater <- fisher.test(table, alternative = "greater")$p.value
  answer
}

displacement <- function(case) {
  A <- two(case$place); B <- two(case$ring); C <- two(case$comparisons)
  success <- A[2] / C[2] - A[1] / C[1]
  ring <- B[2] / C[2] - B[1] / C[1]
  list(success = success, ring = ring, quotient = if (success < 0) ring / success else NA)
}

number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
json <- function(x) paste0("{", paste0("\"", names(x), "\":", sapply(x, number), collapse = ","), "}")
list_of <- function(items) paste0("[\n  ", paste(sapply(items, json), collapse = ",\n  "), "\n]")
answer <- file.path(here, "expected.json")
writeLines(paste0(
  "{\n\"R\": \"", getRversion(), "\",\n\"changes\": ", list_of(lapply(cases$changes, change)),
  ",\n\"displacements\": ", list_of(lapply(cases$displacements, displacement)), "\n}"
), answer)
cat("Wrote", answer, "\n")
