/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-letter-draft.h"

static const char letter[] =
    "{\"layout\":\"a4-window\",\"title\":\"お知らせ\",\"blocks\":{"
    "\"name\":{\"area\":\"address\",\"style\":\"name\",\"text\":\"{name}　様\"},"
    "\"opening\":{\"area\":\"body\",\"style\":\"body\",\"text\":[\"一行目\",\"二行目\"],\"when\":\"amount > 0\"},"
    "\"facts\":{\"area\":\"body\",\"style\":\"table\",\"rows\":{\"番号/記号\":\"{control_no}\","
    "\"支給予定日\":{\"text\":\"{transfer_date}\",\"when\":\"transfer_date IS NOT NULL\"}}},"
    "\"barcode\":{\"area\":\"address\",\"style\":\"barcode\",\"barcode\":{\"postal\":\"postal_code\","
    "\"address\":\"address\",\"size\":8}}}}";

static void
test_pieces_stand_in_the_order_of_the_letter (void)
{
  static const struct {
    MadoLetterPieceKind kind;
    const char *pointer;
    const char *text;
  } wanted[] = {
    { MADO_LETTER_PIECE_TITLE, "/title", "お知らせ" },
    { MADO_LETTER_PIECE_TEXT, "/blocks/name/text", "{name}　様" },
    { MADO_LETTER_PIECE_TEXT, "/blocks/opening/text", "一行目\n二行目" },
    { MADO_LETTER_PIECE_WHEN, "/blocks/opening/when", "amount > 0" },
    { MADO_LETTER_PIECE_ROW, "/blocks/facts/rows/番号~1記号", "{control_no}" },
    { MADO_LETTER_PIECE_ROW, "/blocks/facts/rows/支給予定日/text", "{transfer_date}" },
    { MADO_LETTER_PIECE_WHEN, "/blocks/facts/rows/支給予定日/when", "transfer_date IS NOT NULL" },
  };
  g_autoptr (MadoLetterDraft) draft = mado_letter_draft_read (letter);
  const GPtrArray *pieces = mado_letter_draft_get_pieces (draft);

  g_assert_cmpuint (pieces->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < pieces->len; i++) {
    const MadoLetterPiece *piece = g_ptr_array_index (pieces, i);
    g_autofree char *text = mado_letter_draft_dup_text (draft, piece);

    g_assert_cmpint (piece->kind, ==, wanted[i].kind);
    g_assert_cmpstr (piece->pointer, ==, wanted[i].pointer);
    g_assert_cmpstr (text, ==, wanted[i].text);
  }
}

/* What nobody has written in is the same to the letter; members that are not shown stay. */
static void
test_what_is_written_is_all_that_changes (void)
{
  g_autoptr (MadoLetterDraft) draft = mado_letter_draft_read (letter);
  g_autofree char *before = mado_letter_draft_write (draft), *after = NULL, *back = NULL;
  const MadoLetterPiece *opening = mado_letter_draft_find_block (draft, "opening");

  mado_letter_draft_set_text (draft, opening, "別の文");
  after = mado_letter_draft_write (draft);
  g_assert_cmpstr (after, !=, before);
  g_assert_nonnull (strstr (after, "\"text\": \"別の文\",\n      \"when\""));
  g_assert_nonnull (strstr (after, "\"postal\": \"postal_code\""));
  mado_letter_draft_set_text (draft, opening, "一行目\n二行目");
  back = mado_letter_draft_write (draft);
  g_assert_cmpstr (back, ==, before);
}

static void
test_a_fault_is_found_in_its_piece (void)
{
  g_autoptr (MadoLetterDraft) draft = mado_letter_draft_read (letter);
  const MadoLetterPiece *line = mado_letter_draft_find (draft, "/blocks/opening/text/1");
  const MadoLetterPiece *when = mado_letter_draft_find (draft, "/blocks/facts/rows/支給予定日/when");

  g_assert_cmpstr (line->pointer, ==, "/blocks/opening/text");
  g_assert_cmpint (when->kind, ==, MADO_LETTER_PIECE_WHEN);
  g_assert_null (mado_letter_draft_find (draft, "/blocks/barcode/area"));
  g_assert_null (mado_letter_draft_find (draft, "/blocks/name/textual"));
}

static void
assert_order (const MadoLetterDraft *draft, const char *wanted)
{
  const GPtrArray *blocks = mado_letter_draft_get_blocks (draft);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    g_string_append_printf (order, "%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (blocks, i));
  g_assert_cmpstr (order->str, ==, wanted);
}

/* The order between two areas says nothing, so nobody moves a block there and sees no difference. */
static void
test_a_block_moves_within_its_area (void)
{
  g_autoptr (MadoLetterDraft) draft = mado_letter_draft_read (letter);
  g_autofree char *before = mado_letter_draft_write (draft), *after = NULL;

  assert_order (draft, "name opening facts barcode");
  g_assert_false (mado_letter_draft_move (draft, "name", -1));
  g_assert_false (mado_letter_draft_move (draft, "opening", -1));
  g_assert_true (mado_letter_draft_move (draft, "facts", -1));
  assert_order (draft, "name facts opening barcode");
  g_assert_true (mado_letter_draft_move (draft, "name", 1));
  assert_order (draft, "facts opening barcode name");
  g_assert_true (mado_letter_draft_move (draft, "name", -1));
  assert_order (draft, "facts opening name barcode");
  g_assert_true (mado_letter_draft_move (draft, "opening", -1));
  g_assert_false (mado_letter_draft_move (draft, "facts", 1));
  after = mado_letter_draft_write (draft);
  g_assert_cmpuint (strlen (after), ==, strlen (before)); /* nothing is lost on the way */
}

/* It says nothing yet, stands where the other does and looks like it. */
static void
test_a_block_is_added_below_another (void)
{
  g_autoptr (MadoLetterDraft) draft = mado_letter_draft_read (letter);
  const char *first = mado_letter_draft_add (draft, "opening"), *second = mado_letter_draft_add (draft, "facts");
  g_autofree char *written = NULL;

  assert_order (draft, "name opening added-1 facts added-2 barcode");
  mado_letter_draft_set_text (draft, mado_letter_draft_find_block (draft, first), "追伸");
  g_assert_true (mado_letter_draft_has (draft, second, "rows"));
  g_assert_null (mado_letter_draft_find_block (draft, second));
  written = mado_letter_draft_write (draft);
  g_assert_nonnull (strstr (written, "\"added-1\": {\n      \"area\": \"body\",\n      \"style\": \"body\",\n"
                                     "      \"text\": \"追伸\"\n    }"));
  mado_letter_draft_remove (draft, first);
  mado_letter_draft_add (draft, "name");
  assert_order (draft, "name added-1 opening facts added-2 barcode");
}

static void
test_rows_come_and_go (void)
{
  g_autoptr (MadoLetterDraft) draft = mado_letter_draft_read (letter);
  g_autofree char *before = mado_letter_draft_write (draft), *after = NULL;

  g_assert_false (mado_letter_draft_add_row (draft, "facts", "番号/記号"));
  g_assert_true (mado_letter_draft_add_row (draft, "facts", "備考"));
  g_assert_nonnull (mado_letter_draft_find (draft, "/blocks/facts/rows/備考"));
  mado_letter_draft_remove_row (draft, "facts", "備考");
  g_assert_null (mado_letter_draft_find (draft, "/blocks/facts/rows/備考"));
  after = mado_letter_draft_write (draft);
  g_assert_cmpstr (after, ==, before);
}

/* A renamed row stays where it is, with its words and its condition. */
static void
test_a_row_is_called_something_else (void)
{
  g_autoptr (MadoLetterDraft) draft = mado_letter_draft_read (letter);
  g_autofree char *before = mado_letter_draft_write (draft), *renamed = NULL, *after = NULL;

  g_assert_false (mado_letter_draft_rename_row (draft, "facts", "支給予定日", "番号/記号"));
  g_assert_true (mado_letter_draft_rename_row (draft, "facts", "支給予定日", "支給予定日"));
  g_assert_true (mado_letter_draft_rename_row (draft, "facts", "番号/記号", "支給の予定/日"));
  renamed = mado_letter_draft_write (draft);
  g_assert_nonnull (mado_letter_draft_find (draft, "/blocks/facts/rows/支給の予定~1日"));
  g_assert_null (mado_letter_draft_find (draft, "/blocks/facts/rows/番号~1記号"));
  g_assert_cmpstr (renamed, !=, before);
  g_assert_true (mado_letter_draft_rename_row (draft, "facts", "支給の予定/日", "番号/記号"));
  after = mado_letter_draft_write (draft);
  g_assert_cmpstr (after, ==, before);
}

static void
test_a_block_looks_else_and_stands_elsewhere (void)
{
  g_autoptr (MadoLetterDraft) draft = mado_letter_draft_read (letter);
  g_autofree char *written = NULL;

  g_assert_cmpstr (mado_letter_draft_get_name (draft, "opening", "area"), ==, "body");
  g_assert_cmpstr (mado_letter_draft_get_name (draft, "opening", "barcode/postal"), ==, "");
  g_assert_cmpstr (mado_letter_draft_find_beside (draft, "facts", -1), ==, "opening");
  mado_letter_draft_set_name (draft, "opening", "area", "address");
  mado_letter_draft_set_name (draft, "opening", "style", "small");
  g_assert_cmpstr (mado_letter_draft_get_name (draft, "opening", "style"), ==, "small");
  g_assert_null (mado_letter_draft_find_beside (draft, "facts", -1));
  written = mado_letter_draft_write (draft);
  g_assert_nonnull (strstr (written, "\"area\": \"address\",\n      \"style\": \"small\""));
}

/* A size that is whole is written as it was: no file changes because somebody has looked at it. */
static void
test_codes_come_below_and_have_their_size (void)
{
  g_autoptr (MadoLetterDraft) draft = mado_letter_draft_read (letter);
  const char *qr = mado_letter_draft_add_qr (draft, "opening", "qr", "{control_no}");
  const char *bars = mado_letter_draft_add_barcode (draft, "name", NULL, "postal_code", "address");
  const MadoLetterPiece *said = mado_letter_draft_find_block (draft, qr);
  g_autofree char *text = mado_letter_draft_dup_text (draft, said), *written = NULL;

  assert_order (draft, "name added-2 opening added-1 facts barcode");
  g_assert_cmpint (said->kind, ==, MADO_LETTER_PIECE_CODE);
  g_assert_cmpstr (text, ==, "{control_no}");
  g_assert_cmpstr (mado_letter_draft_get_name (draft, qr, "style"), ==, "qr");
  g_assert_cmpstr (mado_letter_draft_get_name (draft, bars, "style"), ==,
                   mado_letter_draft_get_name (draft, "name", "style"));
  g_assert_cmpfloat_with_epsilon (mado_letter_draft_get_size (draft, qr, "qr/size"), MADO_LETTER_DRAFT_QR_SIZE, 0.01);
  g_assert_cmpfloat_with_epsilon (mado_letter_draft_get_size (draft, qr, "barcode/size"), 0, 0.01);
  mado_letter_draft_set_size (draft, qr, "qr/size", 30);
  mado_letter_draft_set_size (draft, bars, "barcode/size", 8.5);
  mado_letter_draft_set_name (draft, bars, "barcode/postal", "other");
  written = mado_letter_draft_write (draft);
  g_assert_nonnull (strstr (written, "\"size\": 30\n"));
  g_assert_nonnull (strstr (written, "\"size\": 8.5\n"));
  g_assert_nonnull (strstr (written, "\"postal\": \"other\""));
}

static void
test_a_condition_comes_and_goes (void)
{
  g_autoptr (MadoLetterDraft) draft = mado_letter_draft_read (letter);
  g_autofree char *before = mado_letter_draft_write (draft), *after = NULL;

  g_assert_null (mado_letter_draft_find (draft, "/blocks/facts/when"));
  mado_letter_draft_set_condition (draft, "facts", TRUE);
  g_assert_nonnull (mado_letter_draft_find (draft, "/blocks/facts/when"));
  mado_letter_draft_set_text (draft, mado_letter_draft_find (draft, "/blocks/facts/when"), "amount > 0");
  mado_letter_draft_set_condition (draft, "facts", TRUE);
  after = mado_letter_draft_write (draft);
  g_assert_nonnull (strstr (after, "amount > 0")); /* what stands there is not written over */
  g_assert_null (strstr (after, "\"when\": \"\""));
  g_clear_pointer (&after, g_free);
  mado_letter_draft_set_condition (draft, "facts", FALSE);
  after = mado_letter_draft_write (draft);
  g_assert_cmpstr (after, ==, before);
}

static void
test_what_is_no_letter_is_none (void)
{
  g_assert_null (mado_letter_draft_read ("[]"));
  g_assert_null (mado_letter_draft_read ("{\"title\":"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-draft/pieces-stand-in-the-order-of-the-letter",
                   test_pieces_stand_in_the_order_of_the_letter);
  g_test_add_func ("/letter-draft/what-is-written-is-all-that-changes", test_what_is_written_is_all_that_changes);
  g_test_add_func ("/letter-draft/a-fault-is-found-in-its-piece", test_a_fault_is_found_in_its_piece);
  g_test_add_func ("/letter-draft/a-block-moves-within-its-area", test_a_block_moves_within_its_area);
  g_test_add_func ("/letter-draft/a-block-is-added-below-another", test_a_block_is_added_below_another);
  g_test_add_func ("/letter-draft/rows-come-and-go", test_rows_come_and_go);
  g_test_add_func ("/letter-draft/a-row-is-called-something-else", test_a_row_is_called_something_else);
  g_test_add_func ("/letter-draft/a-block-looks-else-and-stands-elsewhere",
                   test_a_block_looks_else_and_stands_elsewhere);
  g_test_add_func ("/letter-draft/codes-come-below-and-have-their-size", test_codes_come_below_and_have_their_size);
  g_test_add_func ("/letter-draft/a-condition-comes-and-goes", test_a_condition_comes_and_goes);
  g_test_add_func ("/letter-draft/what-is-no-letter-is-none", test_what_is_no_letter_is_none);

  return g_test_run ();
}
