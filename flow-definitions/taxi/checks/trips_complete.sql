-- The trips are those of the file, none lost, none invented, each with its own values and its key.
WITH expected AS (
  SELECT
    md5(
      coalesce("VendorID" || '|', '|')
      || strftime(lpep_pickup_datetime, '%Y-%m-%d %H:%M:%S') || '|'
      || strftime(lpep_dropoff_datetime, '%Y-%m-%d %H:%M:%S') || '|'
      || "PULocationID" || '|'
      || "DOLocationID" || '|'
      || fare_amount || '|'
      || trip_distance
    ) AS trip_id,
    "VendorID", lpep_pickup_datetime, lpep_dropoff_datetime, store_and_fwd_flag = 'Y',
    "RatecodeID", "PULocationID", "DOLocationID", passenger_count, trip_distance, fare_amount,
    extra, mta_tax, tip_amount, tolls_amount, ehail_fee, improvement_surcharge, total_amount,
    payment_type, trip_type, congestion_surcharge
  FROM tripdata
),
found AS (
  SELECT
    trip_id, vendor, picked_up, dropped_off, stored, rate, pickup_zone, dropoff_zone, passengers,
    miles, fare_amount, extra, mta_tax, tip_amount, tolls_amount, ehail_fee,
    improvement_surcharge, total_amount, payment_type, trip_type, congestion_surcharge
  FROM trips
)
SELECT 'missing' AS problem, * FROM (SELECT * FROM expected EXCEPT ALL SELECT * FROM found)
UNION ALL
SELECT 'unexpected' AS problem, * FROM (SELECT * FROM found EXCEPT ALL SELECT * FROM expected)
