import com.jayway.jsonpath.Configuration;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.commons.lang.StringEscapeUtils;

/** $util. */
public final class Util {
  public String escapeJavaScript(String text) {
    return StringEscapeUtils.escapeJavaScript(text);
  }

  /** In place of an address, which differs from run to run. */
  @Override
  public String toString() {
    return "$util@0";
  }

  public Object parseJson(String text) {
    return Configuration.defaultConfiguration().jsonProvider().parse(text);
  }

  public String urlEncode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public String urlDecode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  public String base64Encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  public String base64Decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
