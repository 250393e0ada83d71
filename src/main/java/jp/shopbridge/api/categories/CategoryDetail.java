package jp.shopbridge.api.categories;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.publishing.knowledge.CategoryReadings;
import jp.shopbridge.tiktok.CategoryKnowledge;
import org.jspecify.annotations.Nullable;

/** One of TikTok's categories and what it requires of a product. */
record CategoryDetail(
        CategoryList.Item category,
        @Schema(description = "The attributes it knows, the required ones first.") List<Attribute> attributes,
        @Schema(description = "Whether the package's size must be given.") boolean dimensionsRequired,
        SizeChart sizeChart,
        @Schema(description = "The certificates it knows, the required ones first.") List<Certificate> certificates,
        @Schema(description = "When TikTok last said what it requires; null when it has not been asked yet.") @Nullable
                Instant readAt,
        @Schema(description = "Whether TikTok is being asked now: a later look shows its answer.") boolean reading,
        @Schema(description = "Why TikTok could not be asked last; null when it could.") @Nullable Sentence trouble) {

    /** What it says of size charts. */
    @Schema(name = "CategorySizeChart")
    record SizeChart(boolean taken, boolean required) {}

    /** One certificate. */
    @Schema(name = "CategoryCertificate")
    record Certificate(
            String id,
            String name,
            boolean required,
            @Schema(description = "Values of attributes, as attributeId=valueId, any of which makes it required.")
                    List<String> requiredWith,
            @Schema(description = "What TikTok says of the document.") String details,
            @Schema(description = "Whether the day it expires on must be given.") boolean expires) {

        static Certificate of(CategoryKnowledge.Certificate certificate) {
            return new Certificate(
                    certificate.id(),
                    certificate.name(),
                    certificate.required(),
                    certificate.requiredWith(),
                    certificate.details(),
                    certificate.expires());
        }
    }

    /** One attribute. */
    @Schema(name = "CategoryAttribute")
    record Attribute(
            String id,
            String name,
            boolean required,
            @Schema(description = "Values of other attributes, as attributeId=valueId, any of which makes it required.")
                    List<String> requiredWith,
            @Schema(description = "Whether several values may be given.") boolean multiple,
            @Schema(description = "Whether a value of one's own may be given by name.") boolean custom,
            @Schema(description = "The values to choose from.") List<Choice> values) {

        static Attribute of(CategoryKnowledge.Attribute attribute) {
            List<Choice> values = new ArrayList<>();
            attribute
                    .values()
                    .forEach(value -> values.add(new Choice(
                            value.path("id").asText(), value.path("name").asText())));
            return new Attribute(
                    attribute.id(),
                    attribute.name(),
                    attribute.required(),
                    attribute.requiredWith(),
                    attribute.takesSeveral(),
                    attribute.takesOwnValues(),
                    values);
        }
    }

    /** A value to choose. */
    @Schema(name = "AttributeChoice")
    record Choice(String id, String name) {}

    static CategoryDetail of(
            CategoryList.Item category, Categories.@Nullable Known known, CategoryReadings.@Nullable Reading reading) {
        CategoryKnowledge requirements = known == null ? CategoryKnowledge.none() : known.knowledge();
        List<Attribute> attributes = new ArrayList<>(
                requirements.attributes().stream().map(Attribute::of).toList());
        attributes.sort((one, other) -> Boolean.compare(other.required(), one.required()));
        List<Certificate> certificates = new ArrayList<>(
                requirements.certificates().stream().map(Certificate::of).toList());
        certificates.sort((one, other) -> Boolean.compare(other.required(), one.required()));
        return new CategoryDetail(
                category,
                attributes,
                requirements.dimensionsRequired(),
                new SizeChart(requirements.sizeChartTaken(), requirements.sizeChartRequired()),
                certificates,
                known == null ? null : known.readAt(),
                reading != null && reading.underWay(),
                reading == null ? null : reading.trouble());
    }
}
