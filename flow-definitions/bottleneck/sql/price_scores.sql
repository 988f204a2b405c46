-- How far each price lies from the mean, in sample standard deviations. Sum and sum of squares are
-- exact decimals, so the score is the same whatever order the rows come in.
WITH moments AS (
  SELECT
    CAST(count(*) AS DOUBLE) AS n,
    CAST(sum(price) AS DOUBLE) AS total,
    CAST(sum(price * price) AS DOUBLE) AS squares
  FROM sales
),
spread AS (
  SELECT
    total / n AS mean,
    CASE WHEN n > 1 THEN sqrt(greatest(n * squares - total * total, 0) / (n * (n - 1))) END AS deviation
  FROM moments
),
scored AS (
  SELECT s.*, coalesce((CAST(s.price AS DOUBLE) - mean) / nullif(deviation, 0), 0) AS z
  FROM sales AS s
  CROSS JOIN spread
)
SELECT
  product_id,
  sku,
  title,
  price,
  total_sales,
  ca,
  CAST(z AS DECIMAL(12, 6)) AS z_score,
  z > $premium_z AS is_premium
FROM scored
