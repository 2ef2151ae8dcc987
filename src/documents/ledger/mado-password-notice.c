/* SPDX-License-Identifier: GPL-3.0-or-later */

/* パスワード通知書: one sheet, with the password in cells that cannot be misread, and of each sign what it is. It says
 * nothing of what the medium holds. */

#include "mado-password-notice.h"

#include <string.h>

#include "mado-documents-error.h"

#define ROW_LENGTH 5
#define LEAST_LENGTH 12
#define MOST_LENGTH 40

/* "1" is a digit, not a letter. */
static const char *
say_kind (char sign)
{
  if (g_ascii_isdigit (sign))
    return "数字";
  if (g_ascii_isupper (sign))
    return "英大文字";

  return g_ascii_islower (sign) ? "英小文字" : "記号";
}

static gboolean
is_readable (const char *password)
{
  gsize length = strlen (password);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (password[i]))
      return FALSE;

  return length >= LEAST_LENGTH && length <= MOST_LENGTH;
}

static void
add_row (MadoManuscript *notice, const char *signs, gsize n_signs)
{
  char cells[ROW_LENGTH][2] = { 0 };
  const char *kinds[ROW_LENGTH] = { "", "", "", "", "" };
  MadoBlock *row = mado_manuscript_add_table (notice, "password", "body", "password",
                                              (const double[]) { 0, 0, 0, 0, 0 }, ROW_LENGTH);
  MadoBlock *below =
      mado_manuscript_add_table (notice, "kinds", "body", "kinds", (const double[]) { 0, 0, 0, 0, 0 }, ROW_LENGTH);

  for (gsize i = 0; i < n_signs; i++) {
    cells[i][0] = signs[i];
    kinds[i] = say_kind (signs[i]);
  }
  mado_block_add_row (row, cells[0], cells[1], cells[2], cells[3], cells[4], NULL);
  mado_block_add_row (below, kinds[0], kinds[1], kinds[2], kinds[3], kinds[4], NULL);
  explicit_bzero (cells, sizeof cells);
}

/**
 * mado_password_notice_write:
 * @medium: the number of the medium that it opens
 * @password: 12 to 40 signs of ASCII; no other machine reads anything else the same
 * @heading: who, to whom, when
 * @error: where to put why there is no notice
 *
 * Returns: (transfer full) (nullable): the notice, for the layout "a4-report"
 */
MadoManuscript *
mado_password_notice_write (const char *medium, const char *password, const MadoLedgerHeading *heading, GError **error)
{
  g_autoptr (MadoManuscript) notice = mado_manuscript_new ("パスワード通知書");
  MadoBlock *facts;
  gsize length = strlen (password);

  if (!is_readable (password)) {
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED,
                 "cannot write the password on paper: it has to have %d to %d signs of ASCII without blanks",
                 LEAST_LENGTH, MOST_LENGTH);
    return NULL;
  }
  mado_ledger_add_heading (notice, heading, "パスワード通知書");
  facts = mado_manuscript_add_table (notice, "medium", "body", "table", (const double[]) { 40, 0 }, 2);
  facts->labels = 1;
  mado_block_add_row (facts, "媒体番号", medium, NULL);
  mado_block_add_row (facts, "契約", heading->contract, NULL);
  mado_manuscript_add (notice, MADO_BLOCK_TEXT, "heading", "body", "heading",
                       "パスワード（左上から右へ、段ごとに続けて入力してください）");
  for (gsize i = 0; i < length; i += ROW_LENGTH)
    add_row (notice, password + i, MIN (ROW_LENGTH, length - i));
  mado_manuscript_add (notice, MADO_BLOCK_TEXT, "handling", "body", "heading", "取扱い");
  mado_manuscript_add (notice, MADO_BLOCK_TEXT, "rules", "body", "list",
                       "1　この通知書は、媒体とは別の日時に、手渡しでお渡しします。媒体と一緒に保管しないでください。\n"
                       "2　複写、撮影、転記をしないでください。電子メールや電話で伝えないでください。\n"
                       "3　用が済んだ通知書は、管理簿に記録のうえ、媒体とともに返却してください。");

  return g_steal_pointer (&notice);
}
