# Hour by weekday with aoristic weights (Ratcliffe 2000), hour by hour with the clock of Europe/Stockholm as R's time zones have it.

hot_times <- function(incidents) {
  shares <- matrix(0, 7, 24)
  for (i in seq_len(nrow(incidents))) {
    first <- incidents$from[i] %/% 3600
    # An interval that ends on the hour does not touch the next; a moment has its own hour.
    last <- max(first, ceiling(incidents$to[i] / 3600) - 1)
    hours <- as.POSIXlt(as.POSIXct((first:last) * 3600, origin = "1970-01-01", tz = "UTC"), tz = "Europe/Stockholm")
    weekday <- (hours$wday + 6) %% 7 # R's week begins on Sunday
    for (k in seq_along(weekday)) {
      at <- cbind(weekday[k] + 1, hours$hour[k] + 1)
      shares[at] <- shares[at] + 1 / length(weekday)
    }
  }
  shares
}
