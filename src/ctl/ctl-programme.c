/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl programme …`: the files that say what makes one benefit programme differ from another. */

#include <stdio.h>
#include <string.h>

#include "ctl-packet.h"
#include "ctl-programme.h"
#include "mado-form-print.h"
#include "mado-programme-copy.h"
#include "mado-programme-diff.h"
#include "mado-reference-file.h"
#include "mado-role-card.h"

static void
answer_faults (MadoCtlCall *call, const GPtrArray *faults)
{
  json_builder_set_member_name (call->answer, "faults");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < faults->len; i++) {
    const MadoProgrammeFault *fault = mado_programme_faults_get (faults, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "code", fault->code);
    mado_ctl_answer_string (call, "pointer", fault->pointer);
    json_builder_set_member_name (call->answer, "line");
    json_builder_add_int_value (call->answer, fault->line);
    json_builder_set_member_name (call->answer, "column");
    json_builder_add_int_value (call->answer, fault->column);
    mado_ctl_answer_string (call, "message", fault->message);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

/* As compilers say it, so that editors jump to the place. */
static void
print_faults (MadoCtlCall *call, const char *path, const GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++) {
    const MadoProgrammeFault *fault = mado_programme_faults_get (faults, i);

    printf ("%s:%u:%u: %s %s: %s\n", path, fault->line, fault->column, fault->code, fault->pointer, fault->message);
  }
  call->silent = TRUE;
}

/**
 * mado_ctl_say_faults:
 * @call: a call
 * @path: a file
 * @faults: (element-type MadoProgrammeFault): what is wrong with it
 *
 * Says it in the answer, or a line each.
 */
void
mado_ctl_say_faults (MadoCtlCall *call, const char *path, const GPtrArray *faults)
{
  if (call->json)
    answer_faults (call, faults);
  else
    print_faults (call, path, faults);
}

/**
 * mado_ctl_open_programme:
 * @call: a call
 * @path: a programme file
 *
 * Returns: (transfer full) (nullable): the programme; %NULL where the file is none, after the answer has said why
 */
MadoProgramme *
mado_ctl_open_programme (MadoCtlCall *call, const char *path)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &error)) {
    mado_ctl_refuse (call, "%s", error->message);
    return NULL;
  }

  g_autoptr (GBytes) file = g_bytes_new_take (text, length);
  MadoProgramme *programme = mado_programme_read (file, faults);

  if (programme == NULL)
    mado_ctl_say_faults (call, path, faults);

  return programme;
}

static MadoCtlStatus
run_check (MadoCtlCall *call)
{
  g_autoptr (MadoProgramme) programme = mado_ctl_open_programme (call, mado_ctl_get_argument (call, 0));

  if (programme == NULL)
    return MADO_CTL_REFUSED;
  mado_ctl_answer_string (call, "programme", programme->identity.id);
  mado_ctl_answer_string (call, "title", programme->identity.title);
  json_builder_set_member_name (call->answer, "faults");
  json_builder_begin_array (call->answer);
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

/* --- show --------------------------------------------------------------------------------------------------------- */

static void
answer_names (MadoCtlCall *call, const char *key, const GPtrArray *names)
{
  json_builder_set_member_name (call->answer, key);
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < names->len; i++)
    json_builder_add_string_value (call->answer, g_ptr_array_index (names, i));
  json_builder_end_array (call->answer);
}

/* With everything inherited: nobody shall approve what does not stand there in full. */
static void
answer_item (MadoCtlCall *call, const MadoItem *item)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "id", item->id);
  mado_ctl_answer_string (call, "label", item->label);
  mado_ctl_answer_string (call, "paper", item->paper);
  mado_ctl_answer_string (call, "type", item->type);
  mado_ctl_answer_string (call, "required", item->required.text);
  mado_ctl_answer_string (call, "set_by", item->set_by);
  mado_ctl_answer_string (call, "is", item->is.text);
  json_builder_set_member_name (call->answer, "tells_whereabouts");
  json_builder_add_boolean_value (call->answer, mado_item_tells_whereabouts (item));
  answer_names (call, "see", item->see);
  answer_names (call, "masked_for", item->mask_roles);
  answer_names (call, "edit", item->edit);
  answer_names (call, "give", item->give);
  json_builder_end_object (call->answer);
}

static void
answer_transition (MadoCtlCall *call, const MadoTransition *transition)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "id", transition->id);
  mado_ctl_answer_string (call, "label", transition->label);
  answer_names (call, "from", transition->from);
  mado_ctl_answer_string (call, "to", transition->to);
  answer_names (call, "by", transition->roles);
  answer_names (call, "not_same_as", transition->not_same_as);
  answer_names (call, "second_person", transition->second_person);
  answer_names (call, "needs", transition->needs);
  mado_ctl_answer_string (call, "right", transition->right);
  answer_names (call, "edits", transition->edited);
  json_builder_end_object (call->answer);
}

static void
answer_state (MadoCtlCall *call, const MadoState *state)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "id", state->id);
  mado_ctl_answer_string (call, "label", state->label);
  json_builder_set_member_name (call->answer, "end");
  json_builder_add_boolean_value (call->answer, state->is_end);
  json_builder_set_member_name (call->answer, "fixed");
  json_builder_add_boolean_value (call->answer, state->is_fixed);
  json_builder_end_object (call->answer);
}

static void
answer_duty (MadoCtlCall *call, const MadoDuty *duty)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "id", duty->id);
  answer_names (call, "by", duty->roles);
  json_builder_end_object (call->answer);
}

#define ANSWER_SECTION(call, key, section, answer_row)                                                                 \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    json_builder_set_member_name ((call)->answer, (key));                                                              \
    json_builder_begin_array ((call)->answer);                                                                         \
    for (guint i = 0; i < mado_section_get_count (section); i++)                                                       \
      answer_row ((call), mado_section_get ((section), i));                                                            \
    json_builder_end_array ((call)->answer);                                                                           \
  }                                                                                                                    \
  G_STMT_END

static void
print_names (const char *title, const GPtrArray *names)
{
  printf ("\t%s", title);
  for (guint i = 0; i < names->len; i++)
    printf ("%c%s", i == 0 ? ' ' : ',', (const char *) g_ptr_array_index (names, i));
}

static void
print_programme (const MadoProgramme *programme)
{
  printf ("%s\t%s\n", programme->identity.id, programme->identity.title);
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    printf ("item\t%s\t%s\t%s\t%s", item->id, item->label, item->paper, item->type);
    print_names ("see", item->see);
    print_names ("masked", item->mask_roles);
    print_names ("edit", item->edit);
    print_names ("give", item->give);
    puts (mado_item_tells_whereabouts (item) ? "\twhereabouts" : "");
  }
  for (guint i = 0; i < mado_section_get_count (programme->states); i++) {
    const MadoState *state = mado_section_get (programme->states, i);

    printf ("state\t%s\t%s%s%s\n", state->id, state->label, state->is_end ? "\tend" : "",
            state->is_fixed ? "\tfixed" : "");
  }
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    printf ("transition\t%s\t%s", transition->id, transition->label);
    print_names ("from", transition->from);
    printf ("\tto %s", transition->to);
    print_names ("by", transition->roles);
    printf ("\tright %s", transition->right);
    print_names ("edits", transition->edited);
    putchar ('\n');
  }
  for (guint i = 0; i < mado_section_get_count (programme->duties); i++) {
    const MadoDuty *duty = mado_section_get (programme->duties, i);

    printf ("duty\t%s", duty->id);
    print_names ("by", duty->roles);
    putchar ('\n');
  }
}

/* Labels are anybody's text; ids need no quoting. */
static void
print_dot_label (const char *label)
{
  fputs ("label=\"", stdout);
  for (const char *p = label; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      printf ("\\%c", *p);
    else
      putchar (g_ascii_iscntrl (*p) ? ' ' : *p);
  putchar ('"');
}

static void
print_dot (const MadoProgramme *programme)
{
  puts ("digraph programme {\n  rankdir=LR;\n  node [shape=box];\n  \"new\" [shape=point];");
  for (guint i = 0; i < mado_section_get_count (programme->states); i++) {
    const MadoState *state = mado_section_get (programme->states, i);

    printf ("  \"%s\" [", state->id);
    print_dot_label (state->label);
    puts (state->is_end ? ", peripheries=2];" : "];");
  }
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);
    gboolean stays = strcmp (transition->to, MADO_STATE_SAME) == 0;

    for (guint j = 0; j < transition->from->len; j++) {
      const char *from = g_ptr_array_index (transition->from, j);

      printf ("  \"%s\" -> \"%s\" [", from, stays ? from : transition->to);
      print_dot_label (transition->label);
      puts ("];");
    }
  }
  puts ("}");
}

static MadoCtlStatus
run_show (MadoCtlCall *call)
{
  g_autoptr (MadoProgramme) programme = mado_ctl_open_programme (call, mado_ctl_get_argument (call, 0));
  gboolean is_dot = mado_ctl_get_option (call, "dot") != NULL;

  if (programme == NULL)
    return MADO_CTL_REFUSED;
  if (is_dot && call->json)
    return mado_ctl_wrong_usage (call, "--dot and --json exclude each other");
  if (!call->json) {
    (is_dot ? print_dot : print_programme) (programme);
    call->silent = TRUE;
    return MADO_CTL_OK;
  }
  mado_ctl_answer_string (call, "programme", programme->identity.id);
  mado_ctl_answer_string (call, "title", programme->identity.title);
  ANSWER_SECTION (call, "items", programme->items, answer_item);
  ANSWER_SECTION (call, "states", programme->states, answer_state);
  ANSWER_SECTION (call, "transitions", programme->transitions, answer_transition);
  ANSWER_SECTION (call, "duties", programme->duties, answer_duty);

  return MADO_CTL_OK;
}

/* --- diff --------------------------------------------------------------------------------------------------------- */

static char *
say_change (const MadoItemChange *change)
{
  if (strcmp (change->aspect, "item") != 0)
    return g_strdup_printf ("%s: %s changes from \"%s\" to \"%s\"", change->item, change->aspect, change->before,
                            change->after);

  return change->before[0] == '\0' ? g_strdup_printf ("%s: added, \"%s\"", change->item, change->after)
                                   : g_strdup_printf ("%s: removed, \"%s\"", change->item, change->before);
}

static void
print_change (const MadoItemChange *change)
{
  g_autofree char *words = say_change (change);

  puts (words);
}

static void
answer_change (MadoCtlCall *call, const MadoItemChange *change)
{
  g_autofree char *words = say_change (change);

  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "item", change->item);
  mado_ctl_answer_string (call, "aspect", change->aspect);
  mado_ctl_answer_string (call, "before", change->before);
  mado_ctl_answer_string (call, "after", change->after);
  mado_ctl_answer_string (call, "words", words);
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_diff (MadoCtlCall *call)
{
  g_autoptr (MadoProgramme) older = mado_ctl_open_programme (call, mado_ctl_get_argument (call, 0));
  g_autoptr (MadoProgramme) newer =
      older != NULL ? mado_ctl_open_programme (call, mado_ctl_get_argument (call, 1)) : NULL;

  if (newer == NULL)
    return MADO_CTL_REFUSED;

  g_autoptr (GPtrArray) changes = mado_programme_compare_items (older, newer);

  json_builder_set_member_name (call->answer, "changes");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < changes->len; i++)
    answer_change (call, g_ptr_array_index (changes, i));
  json_builder_end_array (call->answer);
  for (guint i = 0; i < changes->len && !call->json; i++)
    print_change (g_ptr_array_index (changes, i));
  call->silent = !call->json;

  return MADO_CTL_OK;
}

/* --- new ---------------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
run_new (MadoCtlCall *call)
{
  const char *from = mado_ctl_get_option (call, "from");
  const char *output = mado_ctl_get_option (call, "output");
  g_autoptr (MadoProgramme) programme = NULL;
  g_autoptr (GError) error = NULL;

  if (from == NULL)
    return mado_ctl_wrong_usage (call, "--from needs FILE");
  programme = mado_ctl_open_programme (call, from);
  if (programme == NULL)
    return MADO_CTL_REFUSED;

  g_autoptr (GBytes) next = mado_programme_dup_next_year (programme);
  gsize length;
  const char *text = g_bytes_get_data (next, &length);

  if (output != NULL) {
    if (!g_file_set_contents (output, text, (gssize) length, &error))
      return mado_ctl_refuse (call, "%s", error->message);
    mado_ctl_answer_string (call, "file", output);
  } else if (call->json) {
    g_autofree char *copy = g_strndup (text, length);

    mado_ctl_answer_string (call, "text", copy);
  } else {
    fwrite (text, 1, length, stdout);
    call->silent = TRUE;
  }

  return MADO_CTL_OK;
}

/* --- card --------------------------------------------------------------------------------------------------------- */

static GBytes *
print_card (const MadoProgramme *programme, const char *role, GError **error)
{
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  g_autofree char *layout = mado_reference_file_dup_sample_path (MADO_FORM_LAYOUT);
  g_autoptr (MadoManuscript) card = mado_role_card_write (programme, role, error);

  return card != NULL ? mado_form_print (layout, card, role, today, error) : NULL;
}

static MadoCtlStatus
run_card (MadoCtlCall *call)
{
  const char *role = mado_ctl_get_option (call, "role");
  const char *out = mado_ctl_get_option (call, "out");
  g_autoptr (MadoProgramme) programme = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;

  if (role == NULL || out == NULL)
    return mado_ctl_wrong_usage (call, "--role ROLE and --out FILE are needed");
  programme = mado_ctl_open_programme (call, mado_ctl_get_argument (call, 0));
  if (programme == NULL)
    return MADO_CTL_REFUSED;
  file = print_card (programme, role, &error);
  if (file == NULL || !mado_ctl_packet_save (out, file, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_ctl_answer_string (call, "file", out);

  return MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_programme_verbs[] = {
  { "programme",
    "card",
    "FILE",
    1,
    1,
    "two pages for whoever begins to work in a role: what he may do, keys, exercises, what to do when something is "
    "wrong",
    run_card,
    { { "role", "ROLE", "whose card it is" }, { "out", "FILE", "where the PDF goes" } } },
  { "programme",
    "check",
    "FILE",
    1,
    1,
    "everything that is wrong with a programme file, each with its place",
    run_check,
    {} },
  { "programme", "diff", "OLD NEW", 2, 2, "what differs between the items of two programmes, in words", run_diff, {} },
  { "programme",
    "new",
    "",
    0,
    0,
    "next year's copy of a programme: its id, fiscal year and dates a year on",
    run_new,
    { { "from", "FILE", "the programme of this year" },
      { "output", "FILE", "where to write it; without it, standard output" } } },
  { "programme",
    "rehearse",
    "FILE",
    1,
    1,
    "what would become of the exports of a programme's web forms: rows, cases, findings, amounts",
    mado_ctl_rehearse,
    { { "csv", "CSV", "an export; may be given several times" },
      { "today", "DATE", "the day on which it is; without it, the clock's" },
      { "assume-checked", NULL, "as if all papers were seen and all accounts entered twice" } } },
  { "programme",
    "show",
    "FILE",
    1,
    1,
    "items with everything they inherit, states and transitions",
    run_show,
    { { "dot", NULL, "the states and transitions as a drawing in the language of Graphviz" } } },
  {},
};
