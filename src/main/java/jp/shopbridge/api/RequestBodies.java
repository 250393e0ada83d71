package jp.shopbridge.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.springframework.stereotype.Component;

/**
 * Makes a request's JSON object the record that the operation takes: nothing is guessed or converted, a field that the
 * record does not have is refused, and so is what breaks the record's constraints (422, naming the field and what it has
 * to be).
 */
@Component
final class RequestBodies {

    private static final JsonMapper STRICT = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();
    private static final Set<Class<? extends Annotation>> NEEDED =
            Set.of(NotNull.class, NotBlank.class, NotEmpty.class);

    private final Validator validator;

    RequestBodies(Validator validator) {
        this.validator = validator;
    }

    /** The record that the object says. */
    <T extends Record> T read(ObjectNode object, Class<T> type) {
        refuseUnknown(object, type);
        T record;
        try {
            record = STRICT.treeToValue(object, type);
        } catch (UnrecognizedPropertyException unknown) {
            throw unknown(unknown.getPropertyName(), unknown.getReferringClass());
        } catch (JsonMappingException wrong) {
            throw wrong(wrong.getPath());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON object could not be read as JSON.", e);
        }
        validator.validate(record).stream()
                .min(Comparator.comparingInt((ConstraintViolation<T> violation) -> position(violation, type))
                        .thenComparing(violation -> violation.getPropertyPath().toString()))
                .ifPresent(violation -> {
                    throw broken(violation);
                });
        return record;
    }

    /** Before anything else: a misspelt name explains what seems to be missing. */
    private static void refuseUnknown(ObjectNode object, Class<?> type) {
        List<String> known = names(type);
        for (Map.Entry<String, ?> field : object.properties()) {
            if (!known.contains(field.getKey())) {
                throw unknown(field.getKey(), type);
            }
        }
    }

    private static List<String> names(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static ApiProblem unknown(String name, Class<?> type) {
        return ApiProblem.unknownField(name, names(type));
    }

    private static ApiProblem wrong(List<JsonMappingException.Reference> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            JsonMappingException.Reference at = path.get(i);
            Class<?> owner =
                    at.getFrom() instanceof Class<?> type ? type : at.getFrom().getClass();
            if (owner.isRecord()) {
                return invalid(component(owner, at.getFieldName()), i < path.size() - 1);
            }
        }
        throw new IllegalStateException("A request's record could not be made for another reason than a field.");
    }

    private static <T> int position(ConstraintViolation<T> violation, Class<?> type) {
        return names(type).indexOf(violation.getPropertyPath().iterator().next().getName());
    }

    private static ApiProblem broken(ConstraintViolation<?> violation) {
        String field = "";
        boolean inside = false;
        for (Path.Node node : violation.getPropertyPath()) {
            inside = node.getName() == null || node.getName().startsWith("<");
            field = inside ? field : node.getName();
        }
        if (!inside
                && NEEDED.contains(
                        violation.getConstraintDescriptor().getAnnotation().annotationType())) {
            return ApiProblem.missingField(field);
        }
        return invalid(component(violation.getLeafBean().getClass(), field), inside);
    }

    private static RecordComponent component(Class<?> owner, String name) {
        return Arrays.stream(owner.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ApiProblem invalid(RecordComponent component, boolean inside) {
        Sentence needed = inside ? ofEach(component) : of(component);
        String name = component.getName();
        return ApiProblem.at(422, "API_FIELD_INVALID", name, Messages.sentence("API_FIELD_INVALID", name, needed));
    }

    /** What a field has to be. */
    private static Sentence of(RecordComponent component) {
        Class<?> type = component.getType();
        Min min = component.getAccessor().getAnnotation(Min.class);
        Max max = component.getAccessor().getAnnotation(Max.class);
        Size size = component.getAccessor().getAnnotation(Size.class);
        if (type == Boolean.class) {
            return Messages.sentence("api.true-false");
        } else if (min != null && max != null) {
            return Messages.sentence("api.whole-number-from", min.value(), max.value());
        } else if (type == String.class && size != null) {
            return Messages.sentence("api.text-most-characters", size.max());
        } else if (List.class.isAssignableFrom(type) && size != null) {
            return Messages.sentence("api.list-most", size.max());
        } else if (type.isRecord() || Map.class.isAssignableFrom(type) || type == ObjectNode.class) {
            return Messages.sentence("api.object");
        }
        throw new IllegalStateException(component + " has no constraint that says what it may be.");
    }

    /** What each value in a field has to be. */
    private static Sentence ofEach(RecordComponent component) {
        Type[] types = ((ParameterizedType) component.getGenericType()).getActualTypeArguments();
        Type each = types[types.length - 1];
        boolean list = types.length == 1;
        if (each == String.class) {
            return Messages.sentence(list ? "api.list-texts" : "api.object-texts");
        } else if (each == Long.class) {
            return Messages.sentence(list ? "api.list-whole-numbers" : "api.object-whole-numbers");
        }
        return Messages.sentence("api.list-objects");
    }
}
