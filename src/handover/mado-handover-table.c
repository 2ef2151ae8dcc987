/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts are written as texts: what begins with an equals sign is no formula. */

#include "mado-handover-table.h"

#include <string.h>

#include "mado-handover-track.h"
#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-workbook.h"

typedef struct {
  const MadoHandoverBook *book;
  yyjson_val *body;  /* of the hand-over */
  yyjson_val *entry; /* of its track */
} Row;

static char *
write_number (const Row *row)
{
  return g_strdup (mado_json_get_text (row->body, "number"));
}

static char *
write_kind (const Row *row)
{
  return g_strdup (mado_ledger_get_kind_words (mado_json_get_text (row->body, "kind")));
}

static char *
write_content (const Row *row)
{
  return g_strdup (mado_json_get_text (row->body, "content"));
}

static char *
write_moment (const Row *row)
{
  return mado_ledger_write_instant (mado_handover_track_get_time (row->entry));
}

static char *
write_step (const Row *row)
{
  return g_strdup (mado_ledger_get_step_words (mado_json_get_text (row->entry, "what")));
}

static char *
write_side (const Row *row)
{
  return g_strdup (strcmp (mado_json_get_text (row->entry, "side"), MADO_HANDOVER_GIVING) == 0 ? "渡す側" : "受ける側");
}

static char *
write_person (const Row *row)
{
  return g_strdup (mado_ledger_find_person (row->book->people, mado_json_get_text (row->entry, "by")));
}

static char *
write_receiver (const Row *row)
{
  return g_strdup (mado_ledger_find_person (row->book->people, mado_json_get_text (row->entry, "receiver")));
}

static char *
write_due (const Row *row)
{
  return mado_ledger_write_day (mado_json_get_text (row->entry, "due_back"));
}

static char *
write_encryption (const Row *row)
{
  return g_strdup (mado_json_get_text (row->entry, "encryption"));
}

static char *
write_place (const Row *row)
{
  return mado_ledger_write_place (row->entry);
}

static char *
write_digest (const Row *row)
{
  const char *photo = mado_json_get_text (row->entry, "hash");

  return g_strdup (photo[0] != '\0' ? photo : mado_json_get_text (row->entry, "digest"));
}

static char *
write_operation (const Row *row)
{
  return g_strdup (mado_json_get_text (row->entry, "operation"));
}

/* A column is a text, or the number of a member. */
static const struct {
  const char *heading;
  double width;
  char *(*write) (const Row *row); /* (nullable) */
  const char *member;              /* (nullable) */
} columns[] = {
  { "媒体番号", 18, write_number, NULL },
  { "種類", 16, write_kind, NULL },
  { "情報の内容", 28, write_content, NULL },
  { "日時", 24, write_moment, NULL },
  { "区分", 10, write_step, NULL },
  { "側", 10, write_side, NULL },
  { "取扱者", 18, write_person, NULL },
  { "数量（点・通）", 10, NULL, "media" },
  { "件数", 10, NULL, "records" },
  { "金額（円）", 14, NULL, "amount" },
  { "暗号化", 10, write_encryption, NULL },
  { "受領者", 18, write_receiver, NULL },
  { "返却期限", 18, write_due, NULL },
  { "袋・封印・運搬・保管ほか", 44, write_place, NULL },
  { "照合値（SHA-256）", 20, write_digest, NULL },
  { "記録番号", 38, write_operation, NULL },
};

#define N_COLUMNS ((lxw_col_t) G_N_ELEMENTS (columns))

static void
write_row (lxw_worksheet *sheet, lxw_row_t place, const Row *row)
{
  for (lxw_col_t i = 0; i < N_COLUMNS; i++) {
    g_autofree char *text = columns[i].write != NULL ? columns[i].write (row) : NULL;

    if (text != NULL)
      worksheet_write_string (sheet, place, i, text, NULL);
    else if (yyjson_obj_get (row->entry, columns[i].member) != NULL)
      worksheet_write_number (sheet, place, i, (double) mado_json_get_number (row->entry, columns[i].member), NULL);
  }
}

static lxw_row_t
write_track (lxw_worksheet *sheet, lxw_row_t place, const MadoHandoverBook *book, const MadoEntity *handover)
{
  yyjson_val *body = mado_entity_get_body (handover);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "track"));

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter)) {
    const Row row = { book, body, entry };

    write_row (sheet, place++, &row);
  }

  return place;
}

static void
write_sheet (MadoWorkbook *workbook, const MadoHandoverBook *book)
{
  lxw_worksheet *sheet = mado_workbook_add_sheet (workbook, "管理簿");
  lxw_row_t place = 1;

  for (lxw_col_t i = 0; i < N_COLUMNS; i++)
    mado_workbook_add_column (workbook, sheet, i, columns[i].heading, columns[i].width);
  for (guint i = book->handovers->len; i > 0; i--) /* the oldest first */
    place = write_track (sheet, place, book, g_ptr_array_index (book->handovers, i - 1));
  worksheet_autofilter (sheet, 0, 0, MAX (place, 2) - 1, N_COLUMNS - 1);
}

/**
 * mado_handover_table_write:
 * @book: a ledger, as somebody may see it
 * @error: %MADO_DOCUMENTS_ERROR_FAILED: it could not be written
 *
 * Returns: (transfer full) (nullable): a file of a spreadsheet program (xlsx)
 */
GBytes *
mado_handover_table_write (const MadoHandoverBook *book, GError **error)
{
  MadoWorkbook *workbook = mado_workbook_new ();

  write_sheet (workbook, book);

  return mado_workbook_finish (workbook, error);
}
