-- The month's totals are those of the file, in exact decimals; one line, none missing.
SELECT f.trips, t.trips AS expected_trips, f.total_amount, t.total_amount AS expected_total_amount
FROM (
  SELECT count(*) AS trips, CAST(coalesce(sum(total_amount), 0) AS DECIMAL(18, 2)) AS total_amount
  FROM tripdata
) AS t
LEFT JOIN totals AS f ON TRUE
WHERE f.trips IS DISTINCT FROM t.trips
  OR f.total_amount IS DISTINCT FROM t.total_amount
  OR (SELECT count(*) FROM totals) <> 1
