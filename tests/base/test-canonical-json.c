/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-base-error.h"
#include "mado-canonical-json.h"
#include "mado-json-place.h"

#include <math.h>
#include <string.h>

typedef struct {
  const char *text;
  const char *canonical;
} Spelling;

typedef struct {
  const char *text;
  gsize byte;
  const char *pointer;
} Refusal;

static void
assert_canonical (const char *text, gsize length, const char *canonical)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mado_canonical_json_from_text (text, length, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), canonical, strlen (canonical));
  g_assert_true (mado_canonical_json_is_canonical (canonical, strlen (canonical)));
  g_assert_cmpint (mado_canonical_json_is_canonical (text, length), ==,
                   strlen (canonical) == length && memcmp (text, canonical, length) == 0);
}

static void
assert_refused (const char *text, gsize length, gsize byte, const char *pointer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mado_canonical_json_from_text (text, length, &error);
  g_autofree char *place = g_strdup_printf ("JSON refused at byte %" G_GSIZE_FORMAT ", \"%s\": ", byte, pointer);

  g_assert_null (bytes);
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  if (!g_str_has_prefix (error->message, place))
    g_test_fail_printf ("%.60s: expected %s, got %s", text, place, error->message);
  g_assert_cmpuint (strlen (error->message), >, strlen (place));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_false (mado_canonical_json_is_canonical (text, length));
}

static void
test_spellings (void)
{
  const Spelling spellings[] = {
    { "null", "null" },
    { " true ", "true" },
    { "\t[ ]\r\n", "[]" },
    { "{ }", "{}" },
    { "\"\"", "\"\"" },
    { "[ 1 , -1 , 0 ]", "[1,-1,0]" },
    { "[9007199254740991,-9007199254740991]", "[9007199254740991,-9007199254740991]" },
    { "{\"b\":2,\"a\":1}", "{\"a\":1,\"b\":2}" },
    { "{\"b\":[{\"z\":1,\"y\":{}}],\"\":null}", "{\"\":null,\"b\":[{\"y\":{},\"z\":1}]}" },
    { "{\"aa\":1,\"a\":2,\"ab\":3,\"b\":4}", "{\"a\":2,\"aa\":1,\"ab\":3,\"b\":4}" },
    /* RFC 8785, 3.2.2 and the test data beside it, with integers where they have reals */
    { "{\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\"literals\":[null,true,false]}",
      "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}" },
    { "{\"1\":{\"f\":{\"f\":\"hi\",\"F\":5},\"\\n\":56},\"10\":{},\"\":\"empty\",\"a\":{},"
      "\"111\":[{\"e\":\"yes\",\"E\":\"no\"}],\"A\":{}}",
      "{\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},\"10\":{},\"111\":[{\"E\":\"no\",\"e\":\"yes\"}]"
      ","
      "\"A\":{},\"a\":{}}" },
    { "{\"peach\":\"This sorting order\",\"péché\":\"is wrong according to French\","
      "\"pêche\":\"but canonicalization MUST\",\"sin\":\"ignore locale\"}",
      "{\"peach\":\"This sorting order\",\"péché\":\"is wrong according to French\","
      "\"pêche\":\"but canonicalization MUST\",\"sin\":\"ignore locale\"}" },
    /* RFC 8785, 3.2.3: the emoji's surrogates come before U+FB33 */
    { "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\","
      "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
      "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}",
      "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"ö\":\"Latin Small Letter O With "
      "Diaeresis\","
      "\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}" },
    { "{\"\\uE000\":1,\"\\uD7FF\":2,\"\\uD800\\uDC00\":3,\"\\uDBFF\\uDFFF\":4,\"\\uFFFF\":5,\"\\u007f\":6}",
      "{\"\x7F\":6,\"\uD7FF\":2,\"\U00010000\":3,\"\U0010FFFF\":4,\"\uE000\":1,\"\uFFFF\":5}" },
    /* nothing is normalized: a decomposed が stays two characters, full-width digits stay full width */
    { "{\"か\u3099\":\"A\\u030a\",\"が\":\"１２\"}", "{\"か\u3099\":\"A\u030A\",\"が\":\"１２\"}" },
    { "\"\\b\\t\\n\\f\\r\\u0000\\u001F\\u007f\\u2028\"", "\"\\b\\t\\n\\f\\r\\u0000\\u001f\x7F\u2028\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    assert_canonical (spellings[i].text, strlen (spellings[i].text), spellings[i].canonical);
}

static void
test_every_control_character_has_one_escape (void)
{
  const char *const letters[] = { [8] = "\\b", [9] = "\\t", [10] = "\\n", [12] = "\\f", [13] = "\\r" };

  for (guint c = 0; c < 0x20; c++) {
    g_autofree char *text = g_strdup_printf ("\"\\u%04X\"", c);
    g_autofree char *canonical = c < G_N_ELEMENTS (letters) && letters[c] != NULL
                                     ? g_strdup_printf ("\"%s\"", letters[c])
                                     : g_strdup_printf ("\"\\u%04x\"", c);

    assert_canonical (text, strlen (text), canonical);
  }
}

static void
test_refusals_name_byte_and_pointer (void)
{
  const Refusal refusals[] = {
    { "", 0, "" },
    { "  ", 0, "" },
    { "{} x", 3, "" },
    { "1 1", 2, "" },
    { "nul", 3, "" },
    { "nulL", 0, "" },
    { "\xEF\xBB\xBF{}", 0, "" },
    { "{\"a\":1,}", 6, "/a" },
    { "[1,]", 2, "/0" },
    { "[1 2]", 3, "/0" },
    { "{\"a\" 1}", 5, "/a" },
    { "{a:1}", 1, "" },
    { "[1,/* */2]", 3, "/1" },
    { "[NaN]", 1, "/0" },
    { "[Infinity]", 1, "/0" },
    { "['a']", 1, "/0" },
    { "[01]", 1, "/0" },
    { "[+1]", 1, "/0" },
    /* numbers that are no integers between ±(2^53 - 1), or have a second spelling */
    { "1.0", 0, "" },
    { "{\"yen\":[1,1e3]}", 10, "/yen/1" },
    { "{\"yen\":[1,1E3]}", 10, "/yen/1" },
    { "{\"a\":{\"b\":-0}}", 10, "/a/b" },
    { "[0,-0.0]", 3, "/1" },
    { "[9007199254740992]", 1, "/0" },
    { "[-9007199254740992]", 1, "/0" },
    { "[18446744073709551616]", 1, "/0" },
    { "[123456789012345678901234567890]", 1, "/0" },
    { "[1e400]", 1, "/0" },
    /* the same name twice, however it is written */
    { "{\"a\":1,\"a\":1}", 7, "/a" },
    { "{\"x\":[{},{\"a\":1,\"b\":2,\"\\u0061\":3}]}", 22, "/x/1/a" },
    { "{\"\":1,\"\":2}", 6, "/" },
    { "{\"a/b~c\":{\"q\":1,\"q\":2}}", 16, "/a~1b~0c/q" },
    { "{\"\\n\\\"\":[-0]}", 9, "/\\u000a\\u0022/0" },
    { "{\"\x7F\":-0}", 5, "/\\u007f" },
    /* strings that are no Unicode text */
    { "[\"\\ud800\"]", 8, "/0" },
    { "[\"\\ud800\\u0041\"]", 8, "/0" },
    { "[\"\\udc00\"]", 2, "/0" },
    { "{\"k\":\"\xC0\x80\"}", 6, "/k" },
    { "{\"k\":\"\xED\xA0\x80\"}", 6, "/k" },
    { "{\"k\":\"\xF4\x90\x80\x80\"}", 6, "/k" },
    { "{\"k\":\"\xE3\x81\"}", 6, "/k" },
    { "{\"k\":1,\"\xFF\":2}", 8, "" },
    { "[\"a\tb\"]", 3, "/0" },
    { "[\"\\x\"]", 3, "/0" },
    /* the text ends too early */
    { "{\"a\":[1,{\"b\":", 13, "/a/1/b" },
    { "{\"a\":1,", 7, "" },
    { "{\"a\":1,b", 7, "" },
    { "[\"a", 3, "/0" },
    { "{\"a", 3, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    assert_refused (refusals[i].text, strlen (refusals[i].text), refusals[i].byte, refusals[i].pointer);
  assert_refused ("[1]\0", 4, 3, "");
  assert_refused ("[\"a\0b\"]", 7, 3, "/0");
}

static GString *
repeat (const char *text, int n)
{
  GString *repeated = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (repeated, text);

  return repeated;
}

static void
test_depth_has_a_limit (void)
{
  g_autoptr (GString) wide = repeat ("[],", 100);
  g_autofree char *opened = g_strnfill (100, '[');
  g_autofree char *closed = g_strnfill (100, ']');
  g_autofree char *deepest = g_strdup_printf ("%.64s%.64s", opened, closed);
  g_autofree char *deeper = g_strdup_printf ("[\"[\",%.64s%.64s]", opened, closed);
  g_autofree char *endless = g_strnfill (MADO_CANONICAL_JSON_MAX_LENGTH, '[');
  g_autofree char *siblings = g_strdup_printf ("[%s{}]", wide->str);
  g_autoptr (GString) pointer = repeat ("/0", MADO_CANONICAL_JSON_MAX_DEPTH);

  assert_canonical (deepest, strlen (deepest), deepest);
  pointer->str[1] = '1';
  assert_refused (deeper, strlen (deeper), 5 + 63, pointer->str);
  assert_canonical (siblings, strlen (siblings), siblings);
  g_strlcpy (siblings + strlen (siblings) - 3, "-0]", 4);
  assert_refused (siblings, strlen (siblings), 301, "/100");
  pointer->str[1] = '0';
  assert_refused (endless, MADO_CANONICAL_JSON_MAX_LENGTH, 64, pointer->str);
}

static void
test_length_has_a_limit (void)
{
  g_autofree char *text = g_strnfill (MADO_CANONICAL_JSON_MAX_LENGTH + 1, 'a');

  text[0] = text[MADO_CANONICAL_JSON_MAX_LENGTH - 1] = '"';
  assert_refused (text, MADO_CANONICAL_JSON_MAX_LENGTH + 1, MADO_CANONICAL_JSON_MAX_LENGTH, "");
  text[MADO_CANONICAL_JSON_MAX_LENGTH] = '\0';
  assert_canonical (text, MADO_CANONICAL_JSON_MAX_LENGTH, text);
}

static void
test_messages_do_not_grow_with_the_input (void)
{
  g_autofree char *name = g_strnfill (1000, 'n');
  g_autofree char *text = g_strdup_printf ("{\"%s\":[-0]}", name);

  assert_refused (text, strlen (text), 1005, "/…/0");
}

static void
test_a_name_that_never_ends_names_nothing (void)
{
  const char text[] = { '[', '{', '"', 'a' };
  g_autofree char *pointer = mado_json_find_pointer (text, sizeof text, 2);

  g_assert_cmpstr (pointer, ==, "/0");
}

static void
test_many_names_sort_in_good_time (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GBytes) bytes = NULL;

  for (int i = 200000; i > 0; i--)
    g_string_append_printf (text, "\"%06d\":0,", i);
  g_string_overwrite (text, text->len - 1, "}");
  bytes = mado_canonical_json_from_text (text->str, text->len, NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, text->len);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), "{\"000001\":0,\"000002\":0,"));
}

/* --- values in memory ------------------------------------------------------------------------------------------ */

static void
assert_value_refused (yyjson_mut_doc *doc, yyjson_mut_val *value, const char *pointer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *place = g_strdup_printf (", \"%s\": ", pointer);
  yyjson_mut_val *object = yyjson_mut_obj (doc), *array = yyjson_mut_arr (doc);

  yyjson_mut_arr_append (array, yyjson_mut_int (doc, 1));
  yyjson_mut_arr_append (array, value);
  yyjson_mut_obj_add_val (doc, object, "list", array);
  bytes = mado_canonical_json_from_value (object, &error);
  g_assert_null (bytes);
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, place));
}

static void
test_values_pass_the_same_gate (void)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *twice = yyjson_mut_obj (doc);
  g_autoptr (GError) error = NULL;

  yyjson_mut_obj_add_int (doc, twice, "a", 1);
  yyjson_mut_obj_add_int (doc, twice, "a", 2);
  assert_value_refused (doc, twice, "/list/1/a");
  assert_value_refused (doc, yyjson_mut_real (doc, 1.0), "/list/1");
  assert_value_refused (doc, yyjson_mut_real (doc, (double) INFINITY), "/list/1");
  assert_value_refused (doc, yyjson_mut_uint (doc, G_MAXUINT64), "/list/1");
  assert_value_refused (doc, yyjson_mut_sint (doc, G_MININT64), "/list/1");
  assert_value_refused (doc, yyjson_mut_str (doc, "\xED\xA0\x80"), "/list/1");
  assert_value_refused (doc, yyjson_mut_strn (doc, "\xE3\x81", 2), "/list/1");
  assert_value_refused (doc, yyjson_mut_raw (doc, "-0"), "/list/1");

  g_assert_null (mado_canonical_json_from_value (NULL, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  yyjson_mut_doc_free (doc);
}

static yyjson_mut_val *
make_string (yyjson_mut_doc *doc, GRand *random)
{
  static const char *const pieces[] = { "a", "b",       "\"", "\\", "/",      "\n",     "\x01", "\x7F",
                                        "é", "e\u0301", "窓", "😀", "\uE000", "\uFFFD", "" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (int n = g_rand_int_range (random, 0, 5); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);

  return yyjson_mut_strncpy (doc, text->str, text->len);
}

static yyjson_mut_val *
make_value (yyjson_mut_doc *doc, GRand *random, int depth)
{
  yyjson_mut_val *value;

  switch (g_rand_int_range (random, 0, depth > 0 ? 7 : 5)) {
  case 0:
    return yyjson_mut_null (doc);
  case 1:
    return yyjson_mut_bool (doc, g_rand_boolean (random));
  case 2:
    return yyjson_mut_uint (doc, ((guint64) g_rand_int (random) << 21) | 1);
  case 3:
    return yyjson_mut_sint (doc, -1 - (gint64) g_rand_int (random));
  case 4:
    return make_string (doc, random);
  case 5:
    value = yyjson_mut_arr (doc);
    for (int n = g_rand_int_range (random, 0, 5); n > 0; n--)
      yyjson_mut_arr_append (value, make_value (doc, random, depth - 1));
    return value;
  default:
    value = yyjson_mut_obj (doc);
    for (int n = g_rand_int_range (random, 0, 8); n > 0; n--) /* put: a name that is there already is replaced */
      yyjson_mut_obj_put (value, make_string (doc, random), make_value (doc, random, depth - 1));
    return value;
  }
}

/* The same value with the members of its objects turned round by some places. */
static void
turn_members (yyjson_mut_val *value, GRand *random)
{
  yyjson_mut_val *child, *name;
  gsize i, n;

  yyjson_mut_arr_foreach (value, i, n, child) turn_members (child, random);
  yyjson_mut_obj_foreach (value, i, n, name, child) turn_members (child, random);
  if (yyjson_mut_is_obj (value) && yyjson_mut_obj_size (value) > 1)
    yyjson_mut_obj_rotate (value, (gsize) g_rand_int_range (random, 0, (gint32) yyjson_mut_obj_size (value)));
}

/* Values do not go through their text where that cannot change anything. */
static void
test_values_are_spelled_as_their_text (void)
{
  static const gint64 numbers[] = { 0, 1, -1, 9, 10, 100, 9007199254740991, -9007199254740991 };
  g_autoptr (GRand) random = g_rand_new_with_seed (4627);

  for (gsize i = 0; i < 2000; i++) {
    yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
    yyjson_mut_val *value = yyjson_mut_arr (doc);
    g_autoptr (GBytes) direct = NULL, through = NULL;
    gsize length = 0;
    char *text;

    yyjson_mut_arr_append (value, make_value (doc, random, 4));
    yyjson_mut_arr_append (value, yyjson_mut_sint (doc, numbers[i % G_N_ELEMENTS (numbers)]));
    yyjson_mut_arr_append (value, yyjson_mut_strn (doc, "a\0b", i % 4));
    text = yyjson_mut_val_write (value, 0, &length);
    direct = mado_canonical_json_from_value (value, NULL);
    through = mado_canonical_json_from_text (text, length, NULL);
    g_assert_nonnull (direct);
    g_assert_true (g_bytes_equal (direct, through));
    free (text);
    yyjson_mut_doc_free (doc);
  }
}

static void
test_order_of_members_does_not_matter (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8785);

  for (int i = 0; i < 2000; i++) {
    yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
    yyjson_mut_val *value = make_value (doc, random, 4);
    g_autoptr (GBytes) one = mado_canonical_json_from_value (value, NULL);
    g_autoptr (GBytes) other = NULL, again = NULL;
    gsize length = 0;
    const char *text = g_bytes_get_data (one, &length);

    turn_members (value, random);
    other = mado_canonical_json_from_value (value, NULL);
    g_assert_true (g_bytes_equal (one, other));
    again = mado_canonical_json_from_text (text, length, NULL);
    g_assert_true (g_bytes_equal (one, again));

    yyjson_doc *parsed = yyjson_read (text, length, YYJSON_READ_NOFLAG);
    g_assert_true (yyjson_mut_equals (value, yyjson_val_mut_copy (doc, yyjson_doc_get_root (parsed))));
    yyjson_doc_free (parsed);
    yyjson_mut_doc_free (doc);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/canonical-json/spellings", test_spellings);
  g_test_add_func ("/canonical-json/every-control-character-has-one-escape",
                   test_every_control_character_has_one_escape);
  g_test_add_func ("/canonical-json/refusals-name-byte-and-pointer", test_refusals_name_byte_and_pointer);
  g_test_add_func ("/canonical-json/depth-has-a-limit", test_depth_has_a_limit);
  g_test_add_func ("/canonical-json/length-has-a-limit", test_length_has_a_limit);
  g_test_add_func ("/canonical-json/messages-do-not-grow-with-the-input", test_messages_do_not_grow_with_the_input);
  g_test_add_func ("/canonical-json/a-name-that-never-ends-names-nothing", test_a_name_that_never_ends_names_nothing);
  g_test_add_func ("/canonical-json/many-names-sort-in-good-time", test_many_names_sort_in_good_time);
  g_test_add_func ("/canonical-json/values-pass-the-same-gate", test_values_pass_the_same_gate);
  g_test_add_func ("/canonical-json/values-are-spelled-as-their-text", test_values_are_spelled_as_their_text);
  g_test_add_func ("/canonical-json/order-of-members-does-not-matter", test_order_of_members_does_not_matter);

  return g_test_run ();
}
