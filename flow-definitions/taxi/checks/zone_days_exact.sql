-- Every day and zone has the trips that began there, and their amounts.
WITH expected AS (
  SELECT
    date_trunc('day', picked_up) AS "day",
    pickup_zone AS "zone",
    count(trip_id) AS trips,
    sum(fare_amount) AS fare_amount,
    sum(tip_amount) AS tip_amount,
    sum(total_amount) AS total_amount
  FROM trips
  GROUP BY date_trunc('day', picked_up), pickup_zone
)
SELECT
  coalesce(e."day", f."day") AS "day",
  coalesce(e."zone", f."zone") AS "zone",
  f.trips,
  e.trips AS expected_trips,
  f.total_amount,
  e.total_amount AS expected_total_amount
FROM expected AS e
FULL JOIN zone_days AS f ON f."day" = e."day" AND f."zone" = e."zone"
WHERE f.trips IS DISTINCT FROM e.trips
  OR f.fare_amount IS DISTINCT FROM e.fare_amount
  OR f.tip_amount IS DISTINCT FROM e.tip_amount
  OR f.total_amount IS DISTINCT FROM e.total_amount
