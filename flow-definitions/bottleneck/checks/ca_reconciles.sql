-- The total is the sum over the joined sales, in exact decimals; one line, none missing.
SELECT t."CA total" AS ca_total, s.ca AS expected_ca, t."Ventes" AS ventes, s.units AS expected_ventes
FROM (
  SELECT
    CAST(coalesce(sum(price * total_sales), 0) AS DECIMAL(18, 2)) AS ca,
    coalesce(sum(total_sales), 0) AS units,
    count(*) AS products
  FROM sales
) AS s
LEFT JOIN ca_total AS t ON TRUE
WHERE t."CA total" IS DISTINCT FROM s.ca
  OR t."Ventes" IS DISTINCT FROM s.units
  OR t."Produits" IS DISTINCT FROM s.products
  OR (SELECT count(*) FROM ca_total) <> 1
