-- Each wine sold has one score: its price's distance from the mean, in standard deviations as the
-- database computes them.
WITH spread AS (
  SELECT avg(CAST(price AS DOUBLE)) AS mean, stddev_samp(CAST(price AS DOUBLE)) AS deviation
  FROM sales
),
expected AS (
  SELECT s.*, coalesce((CAST(s.price AS DOUBLE) - mean) / nullif(deviation, 0), 0) AS z
  FROM sales AS s
  CROSS JOIN spread
),
counted AS (
  SELECT product_id, count(*) AS times FROM price_scores GROUP BY product_id
)
SELECT coalesce(e.product_id, p.product_id) AS product_id, e.price, p.price AS scored_price, e.z, p.z_score, c.times
FROM expected AS e
FULL JOIN price_scores AS p ON p.product_id = e.product_id
LEFT JOIN counted AS c ON c.product_id = p.product_id
WHERE c.times IS DISTINCT FROM 1
  OR p.price IS DISTINCT FROM e.price
  OR p.total_sales IS DISTINCT FROM e.total_sales
  OR p.ca IS DISTINCT FROM e.ca
  OR p.z_score IS NULL
  OR abs(p.z_score - e.z) > 0.00001
  OR (e.z > $premium_z + 0.00001 AND p.is_premium IS DISTINCT FROM TRUE)
  OR (e.z < $premium_z - 0.00001 AND p.is_premium IS DISTINCT FROM FALSE)
