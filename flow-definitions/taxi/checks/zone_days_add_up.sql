-- Zones and days together have as many trips and as much money as the file.
SELECT z.trips, t.trips AS expected_trips, z.total_amount, t.total_amount AS expected_total_amount
FROM (
  SELECT
    coalesce(sum(trips), 0) AS trips,
    coalesce(sum(fare_amount), 0) AS fare_amount,
    coalesce(sum(tip_amount), 0) AS tip_amount,
    coalesce(sum(total_amount), 0) AS total_amount
  FROM zone_days
) AS z
CROSS JOIN (
  SELECT
    count(*) AS trips,
    coalesce(sum(fare_amount), 0) AS fare_amount,
    coalesce(sum(tip_amount), 0) AS tip_amount,
    coalesce(sum(total_amount), 0) AS total_amount
  FROM tripdata
) AS t
WHERE z.trips IS DISTINCT FROM t.trips
  OR z.fare_amount IS DISTINCT FROM t.fare_amount
  OR z.tip_amount IS DISTINCT FROM t.tip_amount
  OR z.total_amount IS DISTINCT FROM t.total_amount
