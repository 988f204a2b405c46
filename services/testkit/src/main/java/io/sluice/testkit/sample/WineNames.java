package io.sluice.testkit.sample;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Invents wines: no house, cuvée or description is taken from a real one. Not thread-safe. */
final class WineNames {

  /** A house whose name holds an ampersand, escaped as web shops export it. */
  static final String FAMILY_HOUSE = "Maison Tournelune &amp; Fils";

  private static final List<String> HOUSES =
      List.of("Domaine", "Château", "Clos", "Mas", "Maison", "Bastide", "Prieuré", "Moulin");
  private static final List<String> OWNERS =
      List.of(
          "des Trois Chouettes",
          "du Hérisson Bleu",
          "de la Lanterne Rousse",
          "des Sept Échelles",
          "du Cerf Endormi",
          "de la Pie Songeuse",
          "des Quatre Brouettes",
          "du Loir Blanc",
          "de l'Écluse Verte",
          "des Mille Tuiles",
          "du Renard Pensif",
          "de la Cloche Fendue",
          "des Deux Horloges",
          "du Figuier Courbe",
          "de l'Ânesse Grise",
          "des Neuf Cailloux",
          "du Puits Chantant",
          "de la Brume d'Or",
          "des Cigognes Lentes",
          "du Grand Parapluie");
  private static final List<String> APPELLATIONS =
      List.of(
          "Pomerol",
          "Sancerre",
          "Chablis",
          "Gigondas",
          "Bandol",
          "Chinon",
          "Morgon",
          "Vouvray",
          "Saint-Joseph",
          "Cornas",
          "Meursault",
          "Volnay",
          "Faugères",
          "Cahors",
          "Madiran",
          "Crozes-Hermitage",
          "Pic Saint-Loup",
          "Muscadet",
          "Alsace Riesling",
          "Champagne Brut");
  private static final List<String> CUVEES =
      List.of(
          "Les Heures Claires",
          "La Grande Enjambée",
          "Le Banc de Pierre",
          "Vent Debout",
          "Les Sabots Perdus",
          "L'Envers du Décor",
          "Minuit Moins Dix",
          "La Petite Fugue",
          "Les Ronces",
          "Terre d'Encre",
          "Le Chemin du Facteur",
          "Belle Saison");
  private static final List<String> NOSES =
      List.of(
          "Un nez de fruits noirs et d'épices douces", "Un bouquet de poire et de fleurs blanches",
          "Des arômes de cerise, de réglisse et de sous-bois", "Une robe claire aux reflets dorés");
  private static final List<String> PALATES =
      List.of(
          "La bouche est ample, portée par une belle fraîcheur.",
          "L’attaque est souple et la finale saline.",
          "Les tanins sont fins et la longueur étonne.",
          "Un vin droit, à ouvrir entre amis.");

  private final Random random;
  private final Set<String> taken = new HashSet<>();

  WineNames(Random random) {
    this.random = random;
  }

  /** A title that no other wine of this instance bears. */
  String title() {
    return unique(() -> any(HOUSES) + " " + any(OWNERS));
  }

  /** A title of {@link #FAMILY_HOUSE} that no other wine of this instance bears. */
  String familyTitle() {
    return unique(() -> FAMILY_HOUSE);
  }

  /** A description, one in five as HTML over several lines. */
  String description() {
    var nose = any(NOSES);
    var palate = any(PALATES);
    if (random.nextInt(5) > 0) {
      return nose + ". " + palate;
    }
    return "<div class=\"wpb_wrapper\">\n\n<span style=\"color: #000000\">%s.</span>\n<em>%s</em>\n</div>"
        .formatted(nose, palate);
  }

  private String unique(Supplier<String> house) {
    var title = house.get() + " " + any(APPELLATIONS) + " " + any(CUVEES) + " " + vintage();
    return taken.add(title) ? title : unique(house);
  }

  private int vintage() {
    return 2014 + random.nextInt(11);
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
