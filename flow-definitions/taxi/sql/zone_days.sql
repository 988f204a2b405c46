-- Trips and amounts by the day and the zone in which they began, New York time.
SELECT
  CAST(picked_up AS DATE) AS "day",
  pickup_zone AS "zone",
  count(*) AS trips,
  CAST(sum(fare_amount) AS DECIMAL(18, 2)) AS fare_amount,
  CAST(sum(tip_amount) AS DECIMAL(18, 2)) AS tip_amount,
  CAST(sum(total_amount) AS DECIMAL(18, 2)) AS total_amount
FROM trips
GROUP BY ALL
ORDER BY "day", "zone"
