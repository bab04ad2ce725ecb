# Reference values of ratios, lifts, complier effects and bounds: Rscript make.R
# Writes clusters.csv (rows of 16 clusters, made here with a fixed seed) and values.csv. Base R, estimatr for 2SLS, clubSandwich for CR2.
suppressMessages({library(estimatr); library(clubSandwich)})
set.seed(20260101); options(digits = 15)
G <- 16
arm <- rep(c("control", "treatment"), each = G / 2)
size <- c(5, 7, 6, 9, 4, 8, 6, 5, 7, 5, 6, 8, 9, 4, 6, 5)
d <- do.call(rbind, lapply(1:G, function(g) {
  u <- rnorm(1, 0, .5); t <- arm[g] == "treatment"
  visits <- 1 + rpois(size[g], 4)
  taken <- rbinom(size[g], 1, if (t) .7 else .15)
  y <- round(3 + u + .8 * taken + rnorm(size[g]), 3)
  data.frame(unit = paste0("g", g), arm = arm[g], visits = visits, clicks = rpois(size[g], visits * exp(-1 + u / 3 + .2 * t)),
             taken = taken, y = y)
}))
d$kind <- c("a", "b", "c")[1 + d$visits %% 3]
write.csv(d, "clusters.csv", row.names = FALSE, quote = FALSE)
out <- NULL; put <- function(name, value) out <<- rbind(out, data.frame(name = name, value = sprintf("%.15g", value)))
put(paste("R", R.version$major, R.version$minor, "estimatr", packageVersion("estimatr"), "clubSandwich", packageVersion("clubSandwich")), 0)

# sums by unit, contributions to a ratio of sums, Neyman variance within arms
ratio <- function(y, x, a) { s <- aggregate(cbind(y, x), list(unit = d$unit), sum); s <- s[match(unique(d$unit), s$unit), ]
  s <- s[arm == a, ]; R <- sum(s$y) / sum(s$x); c <- (s$y - R * s$x) / sum(s$x); list(R = R, c = c, v = length(c) / (length(c) - 1) * sum(c^2)) }
welch <- function(v1, v2) (v1 + v2)^2 / (v1^2 / 7 + v2^2 / 7)
T <- ratio(d$clicks, d$visits, "treatment"); C <- ratio(d$clicks, d$visits, "control")
put("ratio.difference", T$R - C$R); put("ratio.difference.se", sqrt(T$v + C$v)); put("ratio.difference.df", welch(T$v, C$v))
q <- T$R / C$R; v1 <- T$v / C$R^2; v2 <- C$v * q^2 / C$R^2; df <- welch(v1, v2)
put("ratio.lift", q - 1); put("ratio.lift.se", sqrt(v1 + v2)); put("ratio.lift.df", df)
inside <- function(th) (T$R - th * C$R)^2 / (T$v + th^2 * C$v) - qt(.975, df)^2
put("ratio.lift.fieller.lower", uniroot(inside, c(q / 3, q), tol = 1e-13)$root - 1)
put("ratio.lift.fieller.upper", uniroot(inside, c(q, 3 * q), tol = 1e-13)$root - 1)

# complier effect: the same with y and taken over rows
one <- rep(1, nrow(d))
part <- function(y) { t <- ratio(y, one, "treatment"); c <- ratio(y, one, "control"); list(value = t$R - c$R, c = c(-c$c, t$c)) }
cov2 <- function(a, b) 8 / 7 * sum(a * b)
Y <- part(d$y); D <- part(d$taken); b <- Y$value / D$value
put("itt", Y$value); put("itt.se", sqrt(cov2(Y$c, Y$c))); put("first", D$value); put("first.f", D$value^2 / cov2(D$c, D$c))
e <- (Y$c - b * D$c) / D$value
put("cace", b); put("cace.se", sqrt(cov2(e, e))); df <- welch(8 / 7 * sum(e[1:8]^2), 8 / 7 * sum(e[9:16]^2)); put("cace.df", df)
ar <- function(th) (Y$value - th * D$value)^2 / cov2(Y$c - th * D$c, Y$c - th * D$c) - qt(.975, df)^2
put("cace.ar.lower", uniroot(ar, c(b - 5, b), tol = 1e-13)$root); put("cace.ar.upper", uniroot(ar, c(b, b + 5), tol = 1e-13)$root)
d$z <- as.numeric(d$arm == "treatment")
iv <- iv_robust(y ~ taken | z, d, clusters = unit, se_type = "CR0"); put("iv.estimate", coef(iv)["taken"]); put("iv.cr0.se", iv$std.error["taken"])

# effects by group and at values of a moderator: least squares with interactions, CR2 by unit
d$t <- d$z; fit <- lm(y ~ t * kind, d); V <- vcovCR(fit, d$unit, "CR2")
combine <- function(name, fit, V, w) { r <- linear_contrast(fit, V, contrasts = matrix(w, 1), level = .95)
  put(name, r$Est); put(paste0(name, ".se"), r$SE); put(paste0(name, ".df"), r$df) }
share <- table(d$kind) / nrow(d)
combine("group.a", fit, V, c(0, 1, 0, 0, 0, 0)); combine("group.b", fit, V, c(0, 1, 0, 0, 1, 0)); combine("group.c", fit, V, c(0, 1, 0, 0, 0, 1))
combine("group.b.less.a", fit, V, c(0, 0, 0, 0, 1, 0)); combine("group.average", fit, V, c(0, 1, 0, 0, share["b"], share["c"]))
w <- Wald_test(fit, constrain_zero(5:6), V, test = "HTZ"); put("group.equal.f", w$Fstat); put("group.equal.df", w$df_denom); put("group.equal.p", w$p_val)
put("group.pooled", coef(lm(y ~ t + kind, d))["t"])
fit <- lm(y ~ t * visits, d); V <- vcovCR(fit, d$unit, "CR2"); m <- mean(d$visits)
combine("moderator.zero", fit, V, c(0, 1, 0, 0)); combine("moderator.mean", fit, V, c(0, 1, 0, m)); combine("moderator.slope", fit, V, c(0, 0, 0, 1))
combine("moderator.7", fit, V, c(0, 1, 0, 7))
# pairs of clusters (g1 with g9, and so on): CR2 by pair
d$pair <- (as.integer(sub("g", "", d$unit)) - 1) %% 8 + 1; fit <- lm(y ~ t * visits, d); V <- vcovCR(fit, d$pair, "CR2")
combine("pairs.mean", fit, V, c(0, 1, 0, m))

# Lee's bounds without clusters: his formula for the variance (Lee 2009, proposition 3), rows as units
n <- 400; z <- rep(0:1, n / 2); s <- rbinom(n, 1, ifelse(z == 1, .85, .6)); y <- round(rnorm(n, 1 + .5 * z), 4); y[s == 0] <- NA
write.csv(data.frame(arm = ifelse(z == 1, "treatment", "control"), y = y), "lee.csv", row.names = FALSE, quote = FALSE, na = "")
s1 <- mean(s[z == 1]); s0 <- mean(s[z == 0]); p <- (s1 - s0) / s1; y1 <- sort(y[z == 1 & s == 1]); y0 <- y[z == 0 & s == 0 | z == 0 & s == 1]; y0 <- y0[!is.na(y0)]
put("lee.trim", p); n1 <- sum(z); n0 <- sum(1 - z)
for (side in c("upper", "lower")) {
  x <- if (side == "upper") rev(y1) else y1
  m <- length(x) * (1 - p); k <- floor(m + 1e-9); w <- c(rep(1, k), m - k); w <- w[w > 1e-9]; keep <- x[seq_along(w)]
  mu <- sum(w * keep) / sum(w); cut <- keep[length(keep)]
  put(paste0("lee.", side), mu - mean(y0))
  # contributions row by row, the sums of squares within arms
  psi1 <- ifelse(s[z == 1] == 1, if (side == "upper") pmax(y[z == 1] - cut, 0) else pmin(y[z == 1] - cut, 0), 0) / s0
  psi0 <- (cut - mu) / s0 * s[z == 0] - ifelse(s[z == 0] == 1, y[z == 0] - mean(y0), 0) / s0
  put(paste0("lee.", side, ".se"), sqrt(var(psi1) / n1 + var(psi0) / n0))
  lee <- (sum(w * (keep - mu)^2) / sum(w) + (cut - mu)^2 * p) / (s1 * (1 - p) * n1) +
    (cut - mu)^2 * ((1 - s0) / (s0 * n0)) + (cut - mu)^2 * (1 - s1) / (s1 * n1) + mean((y0 - mean(y0))^2) / (s0 * n0)
  put(paste0("lee.", side, ".formula"), sqrt(lee))
}
write.table(out, "values.csv", sep = ",", row.names = FALSE, quote = FALSE)
