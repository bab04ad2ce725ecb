// Germinated seeds of plates, binomial, effects of plates non-centred.
data {
  int<lower=1> N;
  matrix[N, 3] X;
  int<lower=0> trials[N];
  int<lower=0> y[N];
}
parameters {
  real intercept;
  vector[3] beta;
  real<lower=0> sd_plate;
  vector[N] z_plate;
}
transformed parameters {
  vector[N] r_plate = sd_plate * z_plate;
}
model {
  intercept ~ normal(0, 1);
  beta ~ normal(0, 1);
  sd_plate ~ cauchy(0, 1);
  z_plate ~ std_normal();
  y ~ binomial_logit(trials, intercept + X * beta + r_plate);
}
