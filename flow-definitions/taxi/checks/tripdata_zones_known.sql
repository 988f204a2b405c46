-- Trips begin and end in one of the 265 zones of the commission's list; 264 and 265 stand for
-- places not known.
SELECT lpep_pickup_datetime, "PULocationID", "DOLocationID"
FROM tripdata
WHERE "PULocationID" NOT BETWEEN 1 AND 265 OR "DOLocationID" NOT BETWEEN 1 AND 265
