// Repeating by school and pre-primary education, counts per school and predictor, effects of schools centred.
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
  vector[J] alpha;
  vector[slope > 0] mu_beta;
  vector<lower=0>[slope == 2] sigma_beta;
  vector[slope == 2 ? J : 0] beta;
}
model {
  mu_alpha ~ normal(0, 100);
  sigma_alpha ~ normal(0, 50);
  alpha ~ normal(mu_alpha, sigma_alpha);
  mu_beta ~ normal(0, slope_sd);
  sigma_beta ~ normal(0, 50);
  if (slope == 2) beta ~ normal(mu_beta[1], sigma_beta[1]);
  if (slope == 0) y ~ binomial_logit(trials, alpha[school]);
  else if (slope == 1) y ~ binomial_logit(trials, alpha[school] + mu_beta[1] * x);
  else y ~ binomial_logit(trials, alpha[school] + beta[school] .* x);
}
