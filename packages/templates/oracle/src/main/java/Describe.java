import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;

/** A value with the Java type of each of its parts, in one line. */
final class Describe {
  private Describe() {}

  static String describe(Object value) {
    if (value == null || value instanceof Boolean) return String.valueOf(value);
    if (value instanceof String) return JSONValue.toJSONString(value, JSONStyle.LT_COMPRESS);
    if (value instanceof Integer) return "int " + value;
    if (value instanceof Long) return "long " + value;
    if (value instanceof BigInteger) return "big " + value;
    if (value instanceof Double || value instanceof Float) return "double " + value;
    if (value instanceof BigDecimal) return "decimal " + value;
    if (value instanceof Map<?, ?> map) {
      List<String> entries = new ArrayList<>();
      map.forEach((key, entry) -> entries.add(describe(key) + ": " + describe(entry)));
      return "{" + String.join(", ", entries) + "}";
    }
    if (value instanceof JSONArray array) return items(array);
    if (value instanceof List<?> list) return "list " + items(list);
    if (value instanceof Set<?> set) return "set " + items(set);
    throw new IllegalStateException("no description for " + value.getClass());
  }

  private static String items(Iterable<?> items) {
    List<String> parts = new ArrayList<>();
    items.forEach(item -> parts.add(describe(item)));
    return "[" + String.join(", ", parts) + "]";
  }
}
