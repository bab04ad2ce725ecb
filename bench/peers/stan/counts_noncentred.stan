// Poisson counts with effects of patients and of observations, both non-centred; brms' default priors.
data {
  int<lower=1> N;
  int<lower=1> K;
  matrix[N, K] X;
  int<lower=1> J;
  int<lower=1,upper=J> patient[N];
  int<lower=0> y[N];
  real location;
}
transformed data {
  matrix[N, K] centred;
  vector[K] means;
  for (k in 1:K) {
    means[k] = mean(X[, k]);
    centred[, k] = X[, k] - means[k];
  }
}
parameters {
  real intercept;
  vector[K] beta;
  real<lower=0> sd_patient;
  real<lower=0> sd_obs;
  vector[J] z_patient;
  vector[N] z_obs;
}
transformed parameters {
  vector[J] r_patient = sd_patient * z_patient;
  vector[N] r_obs = sd_obs * z_obs;
}
model {
  intercept ~ student_t(3, location, 2.5);
  sd_patient ~ student_t(3, 0, 2.5);
  sd_obs ~ student_t(3, 0, 2.5);
  z_patient ~ std_normal();
  z_obs ~ std_normal();
  y ~ poisson_log(intercept + centred * beta + r_patient[patient] + r_obs);
}
generated quantities {
  real b_Intercept = intercept - dot_product(beta, means);
}
