# The figures of src/analysis by R, from the files in inputs/: `Rscript test/reference/r/reference.R [inputs folder] [answer file]`.
# Debian: r-base-core r-cran-sf r-cran-spdep r-cran-spatstat.explore r-cran-dbscan r-cran-surveillance r-cran-jsonlite r-cran-digest.
# Where a package has the method, the package computes it, and R's own arithmetic holds it to account; nothing here is shared with src/.
# Every real number is written with 17 significant digits, which a reader turns into the very same double.
suppressPackageStartupMessages({
  library(sf)
  library(spdep)
  library(spatstat.explore)
  library(dbscan)
  library(surveillance)
  library(jsonlite)
  library(digest)
})
options(warn = 2, digits = 17)

here <- dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))))
given <- commandArgs(trailingOnly = TRUE)
inputs <- if (length(given) >= 1) given[1] else file.path(here, "inputs")
answer <- if (length(given) >= 2) given[2] else file.path(here, "expected.json")

input_names <- c("areas.geojson", "cases.json", "incidents.csv")
script_names <- c("reference.R", "places.R", "surface.R", "pairs.R", "counts.R", "times.R")
for (script in script_names[-1]) source(file.path(here, script))

incidents <- read.csv(file.path(inputs, "incidents.csv"), colClasses = "numeric")
areas <- read_json(file.path(inputs, "areas.geojson"))
cases <- read_json(file.path(inputs, "cases.json"))

# The numbers were chosen so that no reader of decimals can be off by a last bit: see inputs.ts.
whole <- function(x) all(x == round(x))
stopifnot(whole(incidents$lon * 2^16), whole(incidents$lat * 2^16), whole(incidents$east * 4), whole(incidents$north * 4))
stopifnot(whole((incidents$from + incidents$to) / 2 / 86400 * 128))

sha256 <- function(folder, names) {
  as.list(sapply(names, function(name) digest(file = file.path(folder, name), algo = "sha256")))
}
packages <- c("sf", "spdep", "spatstat.explore", "dbscan", "surveillance")
versions <- sapply(packages, function(name) as.character(packageVersion(name)))

polygons <- area_polygons(areas)
area <- first_area(polygons, incidents)

figures <- list(
  versions = c(list(R = as.character(getRversion())), as.list(versions), as.list(sf_extSoftVersion()[c("GEOS", "proj.4")])),
  inputs = sha256(inputs, input_names),
  scripts = sha256(here, script_names),
  area = area,
  projected = projected(incidents),
  squares = lapply(cases$squares, function(cell) grid_figures(square_study(polygons, cell), incidents[area >= 0, ])),
  hexagons = lapply(cases$hexagons, function(cell) grid_figures(hexagon_study(polygons, cell), incidents[area >= 0, ])),
  p = 2 * pnorm(-abs(unlist(cases$z))),
  q = lapply(cases$p, function(p) as.list(p.adjust(unlist(p), "BH"))),
  density = lapply(cases$bandwidths, density_figures, incidents, cases),
  knox = lapply(cases$knox, knox_figures, incidents),
  expected = lapply(cases$series, expected_range),
  twoCounts = sapply(cases$twoCounts, two_counts),
  trends = lapply(cases$trends, mann_kendall),
  hotTimes = hot_times(incidents)
)

# One figure a line, so that a change can be read. jsonlite stops at 15 digits; doubles need 17.
number <- function(x) ifelse(is.na(x), "null", ifelse(x == round(x) & abs(x) < 2^53, sprintf("%.0f", x), sprintf("%.17g", x)))
listed <- function(items) paste0("[", paste(items, collapse = ","), "]")
json <- function(x) {
  if (is.matrix(x)) return(listed(apply(x, 1, function(row) listed(number(row)))))
  if (!is.list(x)) {
    items <- if (is.character(x)) paste0("\"", x, "\"") else number(x)
    return(if (length(x) == 1) items else listed(items))
  }
  if (is.null(names(x))) return(listed(sapply(x, json)))
  paste0("{", paste0("\"", names(x), "\":", sapply(x, json), collapse = ","), "}")
}
lines <- paste0("\"", names(figures), "\": ", sapply(figures, json))
writeLines(paste0("{\n", paste(lines, collapse = ",\n"), "\n}"), answer)
cat("Wrote", normalizePath(answer), "\n")
