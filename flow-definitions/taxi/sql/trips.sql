-- Every trip, typed, under a key of its own: the file has none. What tells two trips apart is who
-- recorded them, when and where they began and ended, their fare and their distance; a fare taken
-- back has the same of all but the fare's sign.
SELECT
  md5(concat_ws(
    '|',
    coalesce(CAST("VendorID" AS VARCHAR), ''),
    strftime(lpep_pickup_datetime, '%Y-%m-%d %H:%M:%S'),
    strftime(lpep_dropoff_datetime, '%Y-%m-%d %H:%M:%S'),
    CAST("PULocationID" AS VARCHAR),
    CAST("DOLocationID" AS VARCHAR),
    CAST(fare_amount AS VARCHAR),
    CAST(trip_distance AS VARCHAR)
  )) AS trip_id,
  "VendorID" AS vendor,
  lpep_pickup_datetime AS picked_up,
  lpep_dropoff_datetime AS dropped_off,
  "PULocationID" AS pickup_zone,
  "DOLocationID" AS dropoff_zone,
  passenger_count AS passengers,
  trip_distance AS miles,
  fare_amount,
  extra,
  mta_tax,
  tip_amount,
  tolls_amount,
  ehail_fee,
  improvement_surcharge,
  congestion_surcharge,
  total_amount,
  store_and_fwd_flag = 'Y' AS stored,
  "RatecodeID" AS rate,
  payment_type,
  trip_type
FROM tripdata
