# Stan on one of the models of bench/bayes: one line of JSON with effective draws per second of Stan's own warm-up and draws.
#
#   Rscript stan_fit.R MODEL PROGRAM DATA.csv FOLDER [SEED] [REFERENCE.json]
#
# 4 chains of 1000 + 1000, settings left at Stan's defaults, one chain after the other, so that seconds by the wall's clock
# are seconds of one processor. `seconds`: sum over chains of what Stan says its warm-up and draws took (without compiling,
# reading, and R). `ess`: smallest bulk effective sample size over all parameters of the model as users know it (no
# standardised copies, no log density). Compiled programs are kept in FOLDER.

suppressMessages(library(rstan))
arguments <- commandArgs(trailingOnly = TRUE)
model <- arguments[1]
program <- arguments[2]
rows <- read.csv(arguments[3])
folder <- arguments[4]
seed <- if (length(arguments) > 4) as.integer(arguments[5]) else 1L
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))

# where R's package of Boost is but a name for the system's
if (system.file("include", package = "BH") == "") rstan_options(boost_lib = "/usr/include")

code <- function(x) as.integer(factor(x))

# Counts per school and value of the predictor.
schools <- function(slope, slope_sd) {
  if (slope == 0) rows$PPED <- 0
  rows <- rows[!is.na(rows$PPED), ]
  key <- list(PPED = rows$PPED, SCHOOLID = rows$SCHOOLID)
  y <- aggregate(rows$REPEAT, key, sum)
  list(N = nrow(y), J = length(unique(rows$SCHOOLID)), school = code(y$SCHOOLID), x = y$PPED,
    trials = aggregate(rows$REPEAT, key, length)$x, y = y$x, slope = slope, slope_sd = slope_sd)
}

# Sums per representative.
calls <- function() {
  x <- cbind(as.numeric(rows$reason == "property"), rows$age)
  rep <- code(rows$rep_ID)
  n <- as.vector(table(rep))
  x_mean <- rowsum(x, rep) / n
  y_mean <- as.vector(rowsum(rows$call_CSAT, rep)) / n
  within <- x - x_mean[rep, ]
  y <- rows$call_CSAT - y_mean[rep]
  centre <- code(rows$center_ID)
  arm <- as.numeric(rows$grp == "treat")
  list(N = nrow(rows), K = 2, R = length(n), C = max(centre), centre = as.vector(tapply(centre, rep, min)), n = n,
    y_mean = y_mean, x_mean = x_mean, arm = as.vector(tapply(arm, centre, min)), means = c(colMeans(x), mean(arm)),
    yy = sum(y^2), xy = as.vector(crossprod(within, y)), xx = crossprod(within), location = 4.4, scale = 2.5)
}

# Sums per county.
counties <- function() {
  county <- code(rows$county)
  n <- as.vector(table(county))
  x <- rows$floor_measure
  x_mean <- as.vector(rowsum(x, county)) / n
  y_mean <- as.vector(rowsum(rows$log_radon, county)) / n
  within <- x - x_mean[county]
  y <- rows$log_radon - y_mean[county]
  list(N = nrow(rows), J = length(n), n = n, y_mean = y_mean, x_mean = x_mean,
    u = as.vector(tapply(rows$log_uppm, county, mean)), yy = sum(y^2), xy = sum(within * y), xx = sum(within^2))
}

data <- switch(model,
  schools1 = schools(0, 1),
  schools2 = schools(1, 10),
  schools3 = schools(2, 100),
  slopes = list(N = nrow(rows), J = length(unique(rows$Subject)), subject = code(rows$Subject), x = rows$Days,
    y = rows$Reaction, location = 288.7, scale = 59.3),
  counts = list(N = nrow(rows), K = 4, X = cbind(rows$zAge, rows$zBase, rows$Trt, rows$zBase * rows$Trt),
    J = length(unique(rows$patient)), patient = code(rows$patient), y = rows$count, location = 1.4),
  calls = calls(),
  wells = with(rows, {
    d <- (dist - mean(dist)) / 100; a <- arsenic - mean(arsenic); e <- (educ - mean(educ)) / 4
    list(N = nrow(rows), K = 6, X = cbind(d, a, e, d * a, d * e, a * e), y = switched)
  }),
  kidiq = with(rows, list(N = nrow(rows), K = 3, X = cbind(mom_hs, mom_iq, mom_hs * mom_iq), y = kid_score, scale = 2.5)),
  radon = counties(),
  seeds = with(rows, list(N = nrow(rows), X = cbind(x1, x2, x1 * x2), trials = N, y = n)),
  stop("no model ", model))
# Chains begin near values that are possible; the schools' do so by themselves.
initial <- switch(paste0(model, if (model %in% c("slopes", "counts")) sub("^[a-z]+", "", program)),
  calls = function() list(intercept = 4.4, sigma = 1.5, sd_centre = 0.5, sd_rep = 0.5, beta = c(0, 0), beta_arm = 0,
    m = rnorm(data$C, 4.4, 0.3), a = rnorm(data$R, 4.4, 0.3)),
  slopes_centred = function() list(b = c(250, 10), sd_subject = c(20, 5), sigma = 30, L = diag(2),
    coef = cbind(rnorm(data$J, 250, 10), rnorm(data$J, 10, 2))),
  counts_noncentred = function() list(intercept = 1.5, beta = rep(0, 4), sd_patient = 0.5, sd_obs = 0.4,
    z_patient = rnorm(data$J, 0, 0.1), z_obs = rnorm(data$N, 0, 0.1)),
  counts_centred = function() list(intercept = 1.5, beta = rep(0, 4), sd_patient = 0.5, sd_obs = 0.4,
    level = rnorm(data$J, 1.5, 0.3), eta = log(data$y + 1)),
  "random")

compiled <- file.path(folder, paste0(program, ".rds"))
if (file.exists(compiled)) {
  machine <- readRDS(compiled)
} else {
  machine <- stan_model(file.path(here, "stan", paste0(program, ".stan")), auto_write = FALSE)
  saveRDS(machine, compiled)
}
if (Sys.getenv("STAN_COMPILE_ONLY") != "") quit(status = 0)

fit <- sampling(machine, data = data, chains = 4, iter = 2000, warmup = 1000, cores = 1, seed = seed, init = initial,
  refresh = 0)
draws <- as.array(fit)
own <- setdiff(grep("^(z_|z\\[|L\\[|theta|lp__)", dimnames(draws)$parameters, value = TRUE, invert = TRUE), "lp__")
own <- own[apply(draws[, , own, drop = FALSE], 3, function(d) sd(d) > 0)]
bulk <- apply(draws[, , own, drop = FALSE], 3, ess_bulk)
hat <- apply(draws[, , own, drop = FALSE], 3, Rhat)
time <- get_elapsed_time(fit)
means <- apply(draws[, , own, drop = FALSE], 3, mean)
sds <- apply(draws[, , own, drop = FALSE], 3, sd)
shown <- head(own[!grepl("^(alpha|theta|beta\\[[0-9]{2,}|r_|r\\[|coef|level|eta|m\\[|a\\[)", own)], 12)
cat(sprintf(
  paste0('{"peer": "rstan %s", "model": "%s", "program": "%s", "seed": %d, "ess": %.1f, "worst": "%s", "warmup": %.3f, ',
    '"draws": %.3f, "seconds": %.3f, "per_second": %.2f, "rhat": %.4f, "divergences": %d, "leapfrogs": %.1f, ',
    '"parameters": {%s}}\n'),
  packageVersion("rstan"), model, program, seed, min(bulk), names(which.min(bulk)), sum(time[, 1]), sum(time[, 2]),
  sum(time), min(bulk) / sum(time), max(hat), get_num_divergent(fit), mean(get_num_leapfrog_per_iteration(fit)),
  paste(sprintf('"%s": [%.6g, %.6g, %.6g]', shown, means[shown], sds[shown], sds[shown] / sqrt(bulk[shown])),
    collapse = ", ")))
