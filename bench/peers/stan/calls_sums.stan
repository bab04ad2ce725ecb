// Gaussian calls of representatives within centres, likelihood from sums per representative (arm constant within a centre),
// both factors centred; brms' default priors, the intercept at the means of the columns.
data {
  int<lower=1> N;
  int<lower=1> K;                // columns that vary within a representative
  int<lower=1> R;
  int<lower=1> C;
  int<lower=1,upper=C> centre[R];
  vector[R] n;
  vector[R] y_mean;
  matrix[R, K] x_mean;
  vector[C] arm;
  vector[K + 1] means;           // of the columns and of the arm, over all rows
  real yy;                       // sums of squares and products about the representatives' means
  vector[K] xy;
  matrix[K, K] xx;
  real location;
  real<lower=0> scale;
}
transformed data {
  matrix[R, K] x_centred;        // the columns less their means over all rows: the levels then stand at the means
  for (k in 1:K) x_centred[, k] = x_mean[, k] - means[k];
}
parameters {
  real intercept;
  vector[K] beta;
  real beta_arm;
  real<lower=0> sd_centre;
  real<lower=0> sd_rep;
  real<lower=0> sigma;
  vector[C] m;                   // mean of a centre
  vector[R] a;                   // mean of a representative at the means of the columns
}
model {
  vector[R] residual = y_mean - a - x_centred * beta;
  intercept ~ student_t(3, location, scale);
  sd_centre ~ student_t(3, 0, scale);
  sd_rep ~ student_t(3, 0, scale);
  sigma ~ student_t(3, 0, scale);
  m ~ normal(intercept + (arm - means[K + 1]) * beta_arm, sd_centre);
  a ~ normal(m[centre], sd_rep);
  target += -N * log(sigma)
    - 0.5 * (yy - 2 * dot_product(beta, xy) + quad_form(xx, beta) + dot_product(n, residual .* residual)) / square(sigma);
}
generated quantities {
  real b_Intercept = intercept - dot_product(means[1:K], beta) - means[K + 1] * beta_arm;
}
