package dev.regalia.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/// A conjunction of label requirements.
@ValidationRule(
        value =
                "(has(self.matchLabels) && size(self.matchLabels) > 0) ||"
                        + " (has(self.matchExpressions) && size(self.matchExpressions) > 0)",
        message =
                "`nodeSelector` must not be empty, because it would select every node; add"
                        + " `matchLabels`, for example 'topology.kubernetes.io/zone: zone-a'")
@ValidationRule(
        value =
                "!has(self.matchLabels) || self.matchLabels.all(key,"
                        + " !format.qualifiedName().validate(key).hasValue())",
        message =
                "a key of `matchLabels` must be a label key: at most 63 of letters, digits, '-',"
                        + " '_' and '.', after an optional DNS name and '/'; write for example"
                        + " 'topology.kubernetes.io/zone'")
@ValidationRule(
        value =
                "!has(self.matchLabels) || self.matchLabels.all(key, self.matchLabels[key]"
                        + NodeSelector.IS_LABEL_VALUE
                        + ")",
        message =
                "a value of `matchLabels` must be a label value: at most 63 of letters, digits, '-',"
                        + " '_' and '.', with a letter or digit at both ends; write for example"
                        + " 'zone-a'")
public record NodeSelector(
        @JsonPropertyDescription("Labels that must be there with exactly these values.")
                @Size(max = 16)
                Map<@Size(max = 317) String, @Size(max = 63) String> matchLabels,
        @JsonPropertyDescription("Further requirements on labels, all of which must hold.")
                @Size(max = 16)
                List<Requirement> matchExpressions) {

    /// The format of that name is estimated to cost too much on so many values.
    static final String IS_LABEL_VALUE = ".matches(r'^([^\\W_]([\\w.-]*[^\\W_])?)?\\z')";

    public NodeSelector {
        matchLabels = Lists.copy(matchLabels);
        matchExpressions = Lists.copy(matchExpressions);
    }

    /// One requirement on a label.
    @ValidationRule(
            value =
                    "self.operator in ['In', 'NotIn'] ? (has(self.values) && size(self.values) > 0)"
                            + " : (!has(self.values) || size(self.values) == 0)",
            message =
                    "`values` must be given for 'In' and 'NotIn' and must be absent for 'Exists'"
                            + " and 'DoesNotExist'")
    @ValidationRule(
            value = "!format.qualifiedName().validate(self.key).hasValue()",
            message =
                    "`key` must be a label key: at most 63 of letters, digits, '-', '_' and '.',"
                            + " after an optional DNS name and '/'; write for example"
                            + " 'topology.kubernetes.io/zone'")
    @ValidationRule(
            value =
                    "!has(self.values) || self.values.all(value, value"
                            + NodeSelector.IS_LABEL_VALUE
                            + ")",
            message =
                    "each of `values` must be a label value: at most 63 of letters, digits, '-',"
                            + " '_' and '.', with a letter or digit at both ends; write for example"
                            + " 'zone-a'")
    public record Requirement(
            @JsonPropertyDescription("The label's key.") @Required @Size(min = 1, max = 317)
                    String key,
            @JsonPropertyDescription("How the label relates to the values.") @Required
                    Operator operator,
            @JsonPropertyDescription("Values for 'In' and 'NotIn'; at most 64.") @Size(max = 64)
                    List<@Size(max = 63) String> values) {
        public Requirement {
            values = Lists.copy(values);
        }
    }

    /// The operators of Kubernetes' label selectors.
    public enum Operator {
        @JsonProperty("In")
        IN,
        @JsonProperty("NotIn")
        NOT_IN,
        @JsonProperty("Exists")
        EXISTS,
        @JsonProperty("DoesNotExist")
        DOES_NOT_EXIST
    }
}
