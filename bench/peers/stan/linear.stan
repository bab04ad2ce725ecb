// Linear regression, flat priors on coefficients, half-Cauchy on sigma; orthogonal columns, so that the sampler sees a
// round posterior.
data {
  int<lower=1> N;
  int<lower=1> K;
  matrix[N, K] X;
  vector[N] y;
  real<lower=0> scale;
}
transformed data {
  matrix[N, K] centred;
  vector[K] means;
  matrix[N, K] Q;
  matrix[K, K] R;
  matrix[K, K] R_inverse;
  for (k in 1:K) {
    means[k] = mean(X[, k]);
    centred[, k] = X[, k] - means[k];
  }
  Q = qr_thin_Q(centred) * sqrt(N - 1.0);
  R = qr_thin_R(centred) / sqrt(N - 1.0);
  R_inverse = inverse(R);
}
parameters {
  real intercept;
  vector[K] theta;
  real<lower=0> sigma;
}
model {
  sigma ~ cauchy(0, scale);
  y ~ normal_id_glm(Q, intercept, theta, sigma);
}
generated quantities {
  vector[K] beta = R_inverse * theta;
  real b_Intercept = intercept - dot_product(beta, means);
}
