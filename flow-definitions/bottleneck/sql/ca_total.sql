-- The month in one line.
SELECT
  count(*) AS "Produits",
  CAST(coalesce(sum("Ventes"), 0) AS BIGINT) AS "Ventes",
  CAST(coalesce(sum("CA"), 0) AS DECIMAL(18, 2)) AS "CA total"
FROM ca_par_produit
