import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;

/** $input without parameters, as a WebSocket API has it. */
public class BodyInput {
  private final String body;
  private Object document;

  public BodyInput(String body) {
    this.body = body == null || body.isEmpty() ? "{}" : body;
  }

  public String getBody() {
    return body;
  }

  /** In place of an address, which differs from run to run. */
  @Override
  public String toString() {
    return "$input@0";
  }

  public Object path(String path) {
    JsonPath compiled = JsonPath.compile(path);
    if (document == null) {
      document = Configuration.defaultConfiguration().jsonProvider().parse(body);
    }
    try {
      return compiled.read(document, Configuration.defaultConfiguration());
    } catch (PathNotFoundException missing) {
      return null;
    }
  }

  public String json(String path) {
    Object value = path(path);
    return value == null ? "\"\"" : JSONValue.toJSONString(value, JSONStyle.LT_COMPRESS);
  }
}
