# The effect of certain days by R: `Rscript test/reference/year/calendar.R`. Debian: r-base-core r-cran-jsonlite.
# Nothing is shared with src/: glm fits a level for each stratum and the indicator by iterated weighted least squares.
suppressPackageStartupMessages(library(jsonlite))
options(digits = 17)
here <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
cases <- fromJSON(file.path(here, "cases.json"), simplifyVector = TRUE, simplifyDataFrame = FALSE)
answers <- lapply(cases, function(case) {
  data <- data.frame(count = case$counts, stratum = factor(case$stratum), marked = case$marked)
  # Strata with both kinds of days and a count.
  keep <- tapply(data$marked, data$stratum, function(m) any(m == 1) && any(m == 0)) & tapply(data$count, data$stratum, sum) > 0
  data <- droplevels(data[keep[as.character(data$stratum)], ])
  fit <- glm(count ~ stratum + marked, family = poisson, data = data, control = glm.control(epsilon = 1e-14, maxit = 200))
  # Once more from where it ended: the variance is that of the weights of the last step but one.
  fit <- update(fit, etastart = predict(fit))
  estimate <- unname(coef(fit)["marked"])
  dispersion <- max(1, sum(residuals(fit, type = "pearson")^2) / fit$df.residual)
  error <- unname(sqrt(vcov(fit)["marked", "marked"] * dispersion))
  list(ratio = exp(estimate), low = exp(estimate - qnorm(0.975) * error), high = exp(estimate + qnorm(0.975) * error),
    p = 2 * pnorm(-abs(estimate / error)), dispersion = dispersion)
})
write_json(answers, file.path(here, "expected.json"), digits = NA, auto_unbox = TRUE)
