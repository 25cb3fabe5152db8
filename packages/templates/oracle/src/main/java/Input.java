import java.util.LinkedHashMap;
import java.util.Map;

/** $input of a REST API. */
public final class Input extends BodyInput {
  private static final String[] PLACES = {"path", "querystring", "header"};
  private final Map<String, Object> params;

  public Input(String body, Map<String, Object> params) {
    super(body);
    this.params = params;
  }

  public Map<String, Object> params() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String place : PLACES) {
      all.put(place, new LinkedHashMap<>(in(place)));
    }
    return all;
  }

  public Object params(String name) {
    for (String place : PLACES) {
      if (in(place).containsKey(name)) {
        return in(place).get(name);
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> in(String place) {
    Object values = params.get(place);
    return values == null ? new LinkedHashMap<>() : (Map<String, Object>) values;
  }
}
