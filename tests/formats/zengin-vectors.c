/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our vectors of 全銀 files. */

#include "zengin-vectors.h"

#include "mado-test-table.h"

/**
 * zengin_vectors_load:
 *
 * Returns: (transfer full): the object with the members "valid" and "invalid"
 */
JsonNode *
zengin_vectors_load (void)
{
  gsize length;
  g_autofree char *text = mado_test_load_file ("vectors/zengin.vectors.json", &length);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, (gssize) length, &error);
  g_assert_no_error (error);

  return json_parser_steal_root (parser);
}

/**
 * zengin_vectors_get_bytes:
 * @vector: a vector
 *
 * Returns: (transfer full): its file
 */
GBytes *
zengin_vectors_get_bytes (JsonObject *vector)
{
  GByteArray *bytes = g_byte_array_new ();

  for (const char *hex = json_object_get_string_member (vector, "hex"); *hex != '\0'; hex += 2) {
    guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

    g_byte_array_append (bytes, &byte, 1);
  }

  return g_byte_array_free_to_bytes (bytes);
}

/**
 * zengin_vectors_load_sound_file:
 *
 * Returns: (transfer full): a sound file: header, three payments, trailer and end, each with CR LF
 */
GByteArray *
zengin_vectors_load_sound_file (void)
{
  g_autoptr (JsonNode) vectors = zengin_vectors_load ();
  JsonArray *valid = json_object_get_array_member (json_node_get_object (vectors), "valid");

  return g_bytes_unref_to_array (zengin_vectors_get_bytes (json_array_get_object_element (valid, 0)));
}

/**
 * zengin_vectors_describe:
 * @findings: what was found
 *
 * Returns: (transfer full): all of it in a line, as "E_COUNT 5 2, E_BYTE 2 53 payee_name"
 */
char *
zengin_vectors_describe (const MadoFindings *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    g_string_append_printf (text, "%s%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, i > 0 ? ", " : "", finding->code,
                            finding->record, finding->place);
    if (finding->field != NULL)
      g_string_append_printf (text, " %s", finding->field);
  }

  return g_string_free_and_steal (text);
}
