# The share still open by R's package survival: `Rscript test/reference/service/survival.R`. Debian: r-cran-survival r-cran-jsonlite.
# Nothing is shared with src/: survfit makes curve, Greenwood's standard error and the log-log interval.
suppressPackageStartupMessages({library(jsonlite); library(survival)})
options(digits = 17)
here <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
cases <- fromJSON(file.path(here, "cases.json"), simplifyVector = TRUE, simplifyDataFrame = FALSE)
answers <- lapply(cases, function(case) {
  fit <- survfit(Surv(case$times, case$done) ~ 1, conf.type = "log-log", conf.int = 0.95)
  step <- fit$n.event > 0
  at <- summary(fit, times = case$at, extend = TRUE)
  list(times = I(fit$time[step]), atRisk = I(fit$n.risk[step]), done = I(fit$n.event[step]), open = I(fit$surv[step]),
    at = list(open = I(at$surv), error = I(at$std.err), low = I(at$lower), high = I(at$upper)))
})
write_json(answers, file.path(here, "expected.json"), digits = NA, auto_unbox = TRUE, na = "null")
