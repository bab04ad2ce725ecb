// Gaussian outcome, correlated intercepts and slopes per subject, non-centred; brms' default priors, the intercept at the
// mean of x.
data {
  int<lower=1> N;
  int<lower=1> J;
  int<lower=1,upper=J> subject[N];
  vector[N] x;
  vector[N] y;
  real location;
  real<lower=0> scale;
}
transformed data {
  real mean_x = mean(x);
  matrix[N, 1] centred = rep_matrix(x - mean_x, 1);
}
parameters {
  real intercept;
  vector[1] beta;
  vector<lower=0>[2] sd_subject;
  cholesky_factor_corr[2] L;
  matrix[2, J] z;
  real<lower=0> sigma;
}
transformed parameters {
  matrix[J, 2] r = (diag_pre_multiply(sd_subject, L) * z)';
}
model {
  intercept ~ student_t(3, location, scale);
  sd_subject ~ student_t(3, 0, scale);
  L ~ lkj_corr_cholesky(1);
  to_vector(z) ~ std_normal();
  sigma ~ student_t(3, 0, scale);
  y ~ normal_id_glm(centred, intercept + r[subject, 1] + r[subject, 2] .* x, beta, sigma);
}
generated quantities {
  real b_Intercept = intercept - beta[1] * mean_x;
  real cor_subject = L[2, 1];
}
