/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps first, then keys, exercises, and what to do when something is wrong. */

#include "mado-role-card.h"

#include <gio/gio.h>
#include <string.h>

#include "mado-course.h"

#define SEPARATOR "、"

const MadoCardKey mado_role_card_keys[] = {
  { "win.palette", "<Control>k", "Ctrl+K", "案件や操作を探す" },
  { "win.place", "<Alt>1", "Alt+1～8", "その番号の一覧を開く" },
  { "win.next-case", "<Control>Page_Down", "Ctrl+PageDown", "次の案件を開く" },
  { "win.back", "<Alt>Left", "Alt+←", "一覧へ戻る" },
  { "win.accept", "<Control>Return", "Ctrl+Enter", "済ませて、または保存して次へ" },
  { "win.undo", "<Control>z", "Ctrl+Z", "直前の操作を取り消す" },
  { "win.comment", "F2", "F2", "コメントを書く" },
  { "win.call", "F12", "F12", "電話を受ける" },
  { "win.refresh", "F5", "F5", "新しいものを確かめる" },
  { "win.lock", "<Control><Shift>l", "Ctrl+Shift+L", "席を離れる（画面を隠す）" },
  { "win.help", "F1", "F1", "この画面のヘルプ" },
  {},
};

/* What is wrong, and what to do: the same for everybody. */
static const struct {
  const char *what;
  const char *cure;
} troubles[] = {
  { "オフラインと出た",
    "入力は続けられます。未送信の件数を見て、つながったら「同期済み」を確かめます。署名と決定はできません。" },
  { "パスワードを忘れた", "管理者に新しいパスワードを頼みます。未送信の入力は残ります。" },
  { "端末をなくした・盗まれた", "すぐに管理者と責任者に電話します。管理者が端末の登録を取り消します。" },
  { "端末の時刻が違うと出た", "自分では直さず、管理者に伝えます。" },
  { "ほかの人が先に変えた", "両方の値が並びます。どちらを残すか選びます。" },
  { "誤って操作した", "画面の下の「元に戻す」か、Ctrl+Zで取り消します。送信した後は、責任者に伝えます。" },
};

/* What is no step of a case, and where it is done. */
static const struct {
  const char *duty;
  const char *what;
  const char *where;
} duties[] = {
  { "calls", "電話を受けて記録する", "F12、左の「問合せ」" },
  { "notices", "通知を印刷し、封入して発送する", "左の「発送」" },
  { "plan", "支給予定を組み、決定と振込の結果を取り込む", "左の「支給」" },
  { "approve", "支給予定を決定する", "左の「支給」" },
  { "handover", "媒体を作り、渡し、署名する", "左の「媒体台帳」" },
  { "receive", "媒体を受け取り、署名する", "左の「媒体台帳」" },
  { "oversee", "受渡しと消去を確かめ、承認する", "左の「媒体台帳」" },
  { "people", "取扱責任者と取扱者を登録し、区に報告する", "左の「取扱者名簿」" },
  { "adjudicate", "2人の入力の不一致を裁定する", "案件の画面" },
  { "duplicates", "重複している申請を判断する", "案件の画面" },
};

static gboolean
holds (const GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *) names, name, g_str_equal, NULL);
}

/* --- the programme ------------------------------------------------------------------------------------------------ */

static const char *
get_state_label (const MadoProgramme *programme, const char *id)
{
  const MadoState *state = mado_section_find (programme->states, id);

  if (strcmp (id, MADO_STATE_NEW) == 0)
    return "（新規）";
  if (strcmp (id, MADO_STATE_SAME) == 0)
    return "（そのまま）";

  return state != NULL ? state->label : id;
}

static char *
join_states (const MadoProgramme *programme, const GPtrArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? SEPARATOR : "",
                            get_state_label (programme, g_ptr_array_index (ids, i)));

  return g_string_free_and_steal (text);
}

static gboolean
has_steps (const MadoProgramme *programme, const char *role)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++)
    if (holds (((const MadoTransition *) mado_section_get (programme->transitions, i))->roles, role))
      return TRUE;

  return FALSE;
}

static void
add_steps (MadoManuscript *card, const MadoProgramme *programme, const char *role)
{
  MadoBlock *table;

  if (!has_steps (programme, role))
    return;
  table = mado_manuscript_add_table (card, "steps", "body", "cells", (const double[]) { 50, 0, 40 }, 3);
  mado_block_add_row (table, "できる操作", "いまの状態", "次の状態", NULL);
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *step = mado_section_get (programme->transitions, i);
    g_autofree char *from = join_states (programme, step->from);

    if (holds (step->roles, role))
      mado_block_add_row (table, step->label, from, get_state_label (programme, step->to), NULL);
  }
  table->n_heads = 1;
  table->labels = 1;
}

static void
add_lists (MadoManuscript *card, const MadoProgramme *programme, const char *role)
{
  GString *text = g_string_new (NULL);
  g_autofree char *lists = NULL;

  for (guint i = 0; i < mado_section_get_count (programme->queues); i++) {
    const MadoQueue *queue = mado_section_get (programme->queues, i);

    if (holds (queue->roles, role))
      g_string_append_printf (text, "%s%s", text->len > 0 ? SEPARATOR : "左の一覧：", queue->label);
  }
  lists = g_string_free_and_steal (text);
  if (lists[0] != '\0')
    mado_manuscript_add (card, MADO_BLOCK_TEXT, "lists", "body", "small", lists);
}

static void
add_duties (MadoManuscript *card, const MadoProgramme *programme, const char *role)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (duties); i++)
    if (mado_programme_has_duty (programme, duties[i].duty, role))
      g_string_append_printf (text, "%s%s（%s）", text->len > 0 ? SEPARATOR : "受け持つ仕事：", duties[i].what,
                              duties[i].where);
  if (text->len > 0)
    mado_manuscript_add (card, MADO_BLOCK_TEXT, "lists", "body", "small", text->str);
}

/* --- the rest ----------------------------------------------------------------------------------------------------- */

static void
add_keys (MadoManuscript *card)
{
  MadoBlock *table = mado_manuscript_add_table (card, "keys", "body", "cells", (const double[]) { 34, 0 }, 2);

  for (const MadoCardKey *key = mado_role_card_keys; key->keys != NULL; key++)
    mado_block_add_row (table, key->keys, key->words, NULL);
  table->labels = 1;
}

static void
add_exercises (MadoManuscript *card, const MadoCourse *course)
{
  mado_manuscript_add (card, MADO_BLOCK_TEXT, "exercises", "body", "heading", "練習モードの課題");
  for (guint i = 0; i < mado_course_get_count (course); i++) {
    const MadoExercise *exercise = mado_course_get (course, i);
    g_autofree char *text = g_strdup_printf ("□ %s。%s", exercise->title, exercise->hint);

    mado_manuscript_add (card, MADO_BLOCK_TEXT, "exercise", "body", "list", text);
  }
}

static void
add_troubles (MadoManuscript *card)
{
  MadoBlock *table;

  mado_manuscript_add (card, MADO_BLOCK_TEXT, "troubles", "body", "heading", "困ったとき");
  table = mado_manuscript_add_table (card, "troubles", "body", "cells", (const double[]) { 50, 0 }, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    mado_block_add_row (table, troubles[i].what, troubles[i].cure, NULL);
  table->labels = 1;
}

static gboolean
add_course (MadoManuscript *card, const MadoProgramme *programme, const char *role, GError **error)
{
  g_autoptr (MadoCourse) course = NULL;

  if (!mado_course_is_there (programme->identity.id, role))
    return TRUE; /* whoever has none learns at the service, or from the help */
  course = mado_course_load (programme->identity.id, role, (const char *const[]) { "ja", NULL }, error);
  if (course == NULL)
    return FALSE;
  add_exercises (card, course);

  return TRUE;
}

/**
 * mado_role_card_write:
 * @programme: a programme
 * @role: one of its roles
 * @error: %G_IO_ERROR_NOT_FOUND where it has no such role, or why its course cannot be read
 *
 * Returns: (transfer full) (nullable): the card, for the layout "a4-report"
 */
MadoManuscript *
mado_role_card_write (const MadoProgramme *programme, const char *role, GError **error)
{
  const MadoNamed *named = mado_section_find (programme->roles, role);
  g_autofree char *title = named != NULL ? g_strdup_printf ("早見表：%s", named->label) : NULL;
  g_autofree char *flow = g_strdup_printf ("業務フロー　%s", programme->identity.flow_version);
  g_autoptr (MadoManuscript) card = title != NULL ? mado_manuscript_new (title) : NULL;

  if (card == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the programme has no role \"%s\"", role);
    return NULL;
  }
  mado_manuscript_add (card, MADO_BLOCK_TEXT, "flow", "number", "number", flow);
  mado_manuscript_add (card, MADO_BLOCK_TEXT, "programme", "to", "to", programme->identity.title);
  mado_manuscript_add (card, MADO_BLOCK_TEXT, "title", "body", "title", title);
  add_lists (card, programme, role);
  add_duties (card, programme, role);
  add_steps (card, programme, role);
  mado_manuscript_add (card, MADO_BLOCK_TEXT, "keys", "body", "heading", "よく使うキー");
  add_keys (card);
  if (!add_course (card, programme, role, error))
    return NULL;
  add_troubles (card);

  return g_steal_pointer (&card);
}
