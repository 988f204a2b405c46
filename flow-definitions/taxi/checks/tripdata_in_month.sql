-- Trips begin in the month. A few meters have a wrong clock: their trips count all the same, since
-- the file is what the month is settled by.
SELECT lpep_pickup_datetime, lpep_dropoff_datetime, "PULocationID", total_amount
FROM tripdata
WHERE lpep_pickup_datetime < $period_start OR lpep_pickup_datetime >= $period_end
