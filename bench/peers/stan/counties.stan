// Gaussian outcome with intercepts of counties, likelihood from sums per county, non-centred; one predictor is constant
// within a county.
data {
  int<lower=1> N;
  int<lower=1> J;
  vector[J] n;
  vector[J] y_mean;
  vector[J] x_mean;              // share of measurements on the ground floor
  vector[J] u;                   // constant within a county
  real yy;                       // sums of squares and products about the counties' means
  real xy;
  real xx;
}
parameters {
  real b;
  real beta_u;
  real beta_x;
  real<lower=0> sd_county;
  real<lower=0> sigma;
  vector[J] z_county;
}
transformed parameters {
  vector[J] r_county = sd_county * z_county;
}
model {
  vector[J] residual = y_mean - b - u * beta_u - r_county - x_mean * beta_x;
  b ~ normal(0, 10);
  beta_u ~ normal(0, 10);
  beta_x ~ normal(0, 10);
  sd_county ~ normal(0, 1);
  sigma ~ normal(0, 1);
  z_county ~ std_normal();
  target += -N * log(sigma)
    - 0.5 * (yy - 2 * beta_x * xy + square(beta_x) * xx + dot_product(n, residual .* residual)) / square(sigma);
}
