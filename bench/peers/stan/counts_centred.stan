// Poisson counts with effects of patients and of observations, both centred: an observation's log rate has its patient's
// level as its mean, and that the regression.
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
  vector[J] level;
  vector[N] eta;
}
model {
  intercept ~ student_t(3, location, 2.5);
  sd_patient ~ student_t(3, 0, 2.5);
  sd_obs ~ student_t(3, 0, 2.5);
  level ~ normal(intercept, sd_patient);
  eta ~ normal(level[patient] + centred * beta, sd_obs);
  y ~ poisson_log(eta);
}
generated quantities {
  real b_Intercept = intercept - dot_product(beta, means);
}
