// Repeating by school and pre-primary education, counts per school and predictor, effects of schools non-centred.
// slope: 0 none, 1 the same in all schools, 2 one per school, independent of the intercept.
data {
  int<lower=1> N;
  int<lower=1> J;
  int<lower=1,upper=J> school[N];
  vector[N] x;
  int<lower=0> trials[N];
  int<lower=0> y[N];
  int<lower=0,upper=2> slope;
  real<lower=0> slope_sd;
}
parameters {
  real mu_alpha;
  real<lower=0> sigma_alpha;
  vector[J] z_alpha;
  vector[slope > 0] mu_beta;
  vector<lower=0>[slope == 2] sigma_beta;
  vector[slope == 2 ? J : 0] z_beta;
}
transformed parameters {
  vector[J] alpha = mu_alpha + sigma_alpha * z_alpha;
  vector[slope == 2 ? J : 0] beta;
  if (slope == 2) beta = mu_beta[1] + sigma_beta[1] * z_beta;
}
model {
  mu_alpha ~ normal(0, 100);
  sigma_alpha ~ normal(0, 50);
  z_alpha ~ std_normal();
  mu_beta ~ normal(0, slope_sd);
  sigma_beta ~ normal(0, 50);
  z_beta ~ std_normal();
  if (slope == 0) y ~ binomial_logit(trials, alpha[school]);
  else if (slope == 1) y ~ binomial_logit(trials, alpha[school] + mu_beta[1] * x);
  else y ~ binomial_logit(trials, alpha[school] + beta[school] .* x);
}
