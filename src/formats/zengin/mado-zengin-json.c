/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a 全銀 transfer file from its JSON form: each field under its name in the layout, as text; amounts as integers
 * too. */

#include "mado-zengin-json.h"

#include <gio/gio.h>
#include <string.h>
#include <yyjson.h>

#include "mado-zengin-layout.h"
#include "mado-zengin-writer.h"

typedef struct {
  MadoZenginWriter *writer;
  MadoFindings *findings;
  guint64 number; /* of the record that is being said */
  GError **error;
} Telling;

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, format, arguments);
  va_end (arguments);

  return FALSE;
}

/* NULL where the value is no text that C can hold. */
static const char *
get_text (yyjson_val *value)
{
  const char *text = yyjson_get_str (value);

  return text != NULL && strlen (text) == yyjson_get_len (value) ? text : NULL;
}

/* A number may be said twice, as digits and as an integer. What is no number, or two different ones, becomes a number
 * that fits nowhere: the writer then names the field. */
static void
tell_number (gint64 *said, yyjson_val *value)
{
  guint64 number = G_MAXINT64;
  const char *text = get_text (value);

  if (yyjson_is_null (value))
    return;
  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL); /* ignored: number stays as it is */
  else if (yyjson_is_uint (value))
    number = MIN (yyjson_get_uint (value), G_MAXINT64);

  *said = *said == -1 || *said == (gint64) number ? (gint64) number : G_MAXINT64;
}

static gboolean
tell_text (Telling *telling, const MadoZenginField *field, const char **said, yyjson_val *value)
{
  const char *text = get_text (value);

  if (text == NULL)
    return refuse (telling->error, "record %" G_GUINT64_FORMAT ": %s is not text", telling->number, field->name);
  if (*said != NULL)
    return refuse (telling->error, "record %" G_GUINT64_FORMAT ": %s stands twice", telling->number, field->name);
  *said = text;

  return TRUE;
}

/* Fills the struct of a record, whose numbers are -1 until they are said. A member that the record has no place for
 * would be lost in writing: it is an error. */
static gboolean
tell_record (Telling *telling, const MadoZenginLayout *layout, yyjson_val *object, void *said)
{
  yyjson_val *key, *value;
  yyjson_obj_iter iter;

  if (!yyjson_is_obj (object))
    return refuse (telling->error, "record %" G_GUINT64_FORMAT " is not an object", telling->number);

  yyjson_obj_iter_init (object, &iter);
  while ((key = yyjson_obj_iter_next (&iter)) != NULL) {
    const char *name = yyjson_get_str (key);
    const MadoZenginField *field =
        mado_zengin_layout_get_field (layout, strcmp (name, "amount_int") == 0 ? "amount" : name);

    value = yyjson_obj_iter_get_val (key);
    if (field == NULL)
      mado_findings_add (telling->findings, "E_MEMBER", telling->number, 0, name);
    else if (field->form == MADO_ZENGIN_NUMBER)
      tell_number (&G_STRUCT_MEMBER (gint64, said, field->member), value);
    else if (!tell_text (telling, field, &G_STRUCT_MEMBER (const char *, said, field->member), value))
      return FALSE;
  }

  return TRUE;
}

static gboolean
tell_payment (Telling *telling, const char *type_code, yyjson_val *object)
{
  MadoZenginPayment payment = { .amount = -1 };
  const char *ident = get_text (yyjson_obj_get (object, "ident"));
  gboolean edi = ident != NULL && ident[0] == 'Y';

  telling->number++;
  if (!tell_record (telling, mado_zengin_layout_get_payment (type_code, edi), object, &payment))
    return FALSE;
  mado_zengin_writer_add (telling->writer, &payment);

  return TRUE;
}

static gboolean
tell_trailer (Telling *telling, yyjson_val *object)
{
  MadoZenginTrailer trailer = { .count = -1, .total = -1 };

  telling->number++;
  if (object != NULL && !yyjson_is_null (object) &&
      !tell_record (telling, mado_zengin_layout_get_trailer (), object, &trailer))
    return FALSE;
  mado_zengin_writer_end_group (telling->writer, &trailer);

  return TRUE;
}

static gboolean
tell_group (Telling *telling, yyjson_val *group)
{
  MadoZenginHeader header = {};
  yyjson_val *payments = yyjson_obj_get (group, "data");
  yyjson_val *payment;
  yyjson_arr_iter iter;

  telling->number++;
  if (!tell_record (telling, mado_zengin_layout_get_header (), yyjson_obj_get (group, "header"), &header))
    return FALSE;
  if (!yyjson_is_arr (payments))
    return refuse (telling->error, "after record %" G_GUINT64_FORMAT ": the group has no list data", telling->number);
  mado_zengin_writer_begin_group (telling->writer, &header);

  yyjson_arr_iter_init (payments, &iter);
  while ((payment = yyjson_arr_iter_next (&iter)) != NULL)
    if (!tell_payment (telling, header.type_code != NULL ? header.type_code : "21", payment))
      return FALSE;

  return tell_trailer (telling, yyjson_obj_get (group, "trailer"));
}

static gboolean
tell_groups (Telling *telling, yyjson_val *groups)
{
  yyjson_val *group;
  yyjson_arr_iter iter;

  if (!yyjson_is_arr (groups))
    return refuse (telling->error, "there is no list groups");

  yyjson_arr_iter_init (groups, &iter);
  while ((group = yyjson_arr_iter_next (&iter)) != NULL)
    if (!tell_group (telling, group))
      return FALSE;

  return TRUE;
}

static gboolean
tell_flag (yyjson_val *object, const char *name, gboolean *out_flag, GError **error)
{
  yyjson_val *value = yyjson_obj_get (object, name);

  if (value == NULL)
    return TRUE;
  if (!yyjson_is_bool (value))
    return refuse (error, "framing: %s is not true or false", name);
  *out_flag = yyjson_get_bool (value);

  return TRUE;
}

static gboolean
tell_framing (yyjson_val *object, MadoZenginFraming *framing, GError **error)
{
  gboolean final_newline = TRUE;
  yyjson_val *newline = yyjson_obj_get (object, "newline");

  if (object == NULL)
    return TRUE;
  if (!yyjson_is_obj (object))
    return refuse (error, "framing is not an object");
  if (!tell_flag (object, "bom", &framing->bom, error) || !tell_flag (object, "eof1a", &framing->eof1a, error) ||
      !tell_flag (object, "final_newline", &final_newline, error))
    return FALSE;
  framing->lacks_final_newline = !final_newline;
  if (newline != NULL &&
      (!yyjson_is_str (newline) || !mado_zengin_newline_from_name (yyjson_get_str (newline), &framing->newline)))
    return refuse (error, "framing: newline is not CRLF, NONE, LF or CR");

  return TRUE;
}

static gboolean
write_document (yyjson_val *root,
                const MadoBankProfile *bank,
                const MadoZenginFraming *framing,
                MadoFindings *findings,
                GBytes **out_bytes,
                GError **error)
{
  MadoZenginFraming said = { .newline = MADO_ZENGIN_NEWLINE_CRLF };

  if (!tell_framing (yyjson_obj_get (root, "framing"), &said, error))
    return FALSE;

  g_autoptr (MadoZenginWriter) writer = mado_zengin_writer_new (bank, framing != NULL ? framing : &said, findings);
  Telling telling = { .writer = writer, .findings = findings, .error = error };
  if (!tell_groups (&telling, yyjson_obj_get (root, "groups")))
    return FALSE;
  *out_bytes = mado_zengin_writer_finish (writer);

  return TRUE;
}

/**
 * mado_zengin_json_write:
 * @json: the JSON form of a file; trailers may be left out, and so may the framing
 * @bank: what the bank takes in names
 * @framing: (nullable): what stands around records, whatever @json says; %NULL: what it says, or else CR LF
 * @findings: takes all that forbids the file
 * @out_bytes: (out) (transfer full) (nullable): the file, or %NULL where the findings have errors
 * @error: set where @json has not the shape of a file
 *
 * Returns: whether @json has that shape
 */
gboolean
mado_zengin_json_write (GBytes *json,
                        const MadoBankProfile *bank,
                        const MadoZenginFraming *framing,
                        MadoFindings *findings,
                        GBytes **out_bytes,
                        GError **error)
{
  yyjson_read_err wrong = {};
  gsize length;
  gconstpointer text = g_bytes_get_data (json, &length);
  /* without the flag to read in place the text is only read, whatever the prototype says */
  yyjson_doc *document = yyjson_read_opts ((char *) text, length, YYJSON_READ_NOFLAG, NULL, &wrong);

  if (document == NULL)
    return refuse (error, "this is not JSON: %s at byte %" G_GSIZE_FORMAT, wrong.msg, wrong.pos + 1);

  gboolean told = write_document (yyjson_doc_get_root (document), bank, framing, findings, out_bytes, error);
  yyjson_doc_free (document);

  return told;
}
