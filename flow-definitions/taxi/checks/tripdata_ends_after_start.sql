-- No trip ends before it begins.
SELECT lpep_pickup_datetime, lpep_dropoff_datetime, "PULocationID", total_amount
FROM tripdata
WHERE lpep_dropoff_datetime < lpep_pickup_datetime
