-- The limit is one price: no ordinary wine is as dear as a premium one, and no score on the wrong
-- side of the limit.
SELECT 'ordinaires' AS segment, "Référence" AS product_id, "Prix" AS price, "Score z" AS z_score
FROM ordinaires
WHERE "Prix" >= (SELECT min("Prix") FROM premium) OR "Score z" > $premium_z
UNION ALL
SELECT 'premium', "Référence", "Prix", "Score z"
FROM premium
WHERE "Score z" < $premium_z
