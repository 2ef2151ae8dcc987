/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file is read by a thread of its own, because it is checked as a whole, rules and all. What was found stays until
 * another file is checked. */

#include "mado-programme-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-programme-copy.h"
#include "mado-programme-diff.h"
#include "mado-programme-trial.h"
#include "mado-published.h"
#include "mado-roll-page.h"

#define MADO_TYPE_PROGRAMME_PAGE (mado_programme_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoProgrammePage, mado_programme_page, MADO, PROGRAMME_PAGE, MadoRollPage)

/* A file that somebody chose. */
typedef struct {
  char *name;
  GBytes *text;
  MadoProgramme *programme; /* (nullable): it has faults */
  GPtrArray *faults;        /* (element-type MadoProgrammeFault) */
} Checked;

struct _MadoProgrammePage {
  MadoRollPage parent_instance;

  Checked *checked;          /* (nullable): none was chosen yet */
  MadoProgrammeTrial *trial; /* (nullable): nothing was tried yet with what is shown */
};

G_DEFINE_FINAL_TYPE (MadoProgrammePage, mado_programme_page, MADO_TYPE_ROLL_PAGE)

static void
free_checked (gpointer data)
{
  Checked *checked = data;

  g_free (checked->name);
  g_clear_pointer (&checked->text, g_bytes_unref);
  g_clear_pointer (&checked->programme, mado_programme_unref);
  g_clear_pointer (&checked->faults, g_ptr_array_unref);
  g_free (checked);
}

static MadoProgramme *
get_at_work (MadoProgrammePage *self)
{
  return mado_session_get_programme (mado_bureau_get_session (mado_roll_page_get_bureau (MADO_ROLL_PAGE (self))));
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
add_fact (AdwPreferencesGroup *group, const char *name, const char *value)
{
  GtkWidget *row = mado_roll_row_new (name, value);

  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (group, row);
}

static void
add_facts (AdwPreferencesGroup *group, const MadoProgramme *programme)
{
  const MadoProgrammeIdentity *identity = &programme->identity;
  /* Translators: the first and the last day of a programme */
  g_autofree char *days = g_strdup_printf (_ ("%1$s to %2$s"), identity->open, identity->close);
  g_autofree char *counts =
      g_strdup_printf (_ ("Items: %u, states: %u, steps: %u, letters: %u"), mado_section_get_count (programme->items),
                       mado_section_get_count (programme->states), mado_section_get_count (programme->transitions),
                       mado_section_get_count (programme->letters));

  add_fact (group, _ ("Name of the Programme"), identity->title);
  add_fact (group, _ ("Mark of the Programme"), identity->id);
  add_fact (group, _ ("Days"), days);
  add_fact (group, _ ("Business Flow"), identity->flow_version);
  add_fact (group, _ ("Size"), counts);
}

static void
add_at_work (MadoProgrammePage *self)
{
  AdwPreferencesGroup *group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), _ ("Programme at Work"),
                                                         _ ("Another version is published at the service, signed by "
                                                            "whoever answers for it: madoguchi-ctl service publish. "
                                                            "Terminals take it by themselves; what is typed stays."));

  add_facts (group, get_at_work (self));
}

static void
add_fault (AdwPreferencesGroup *group, const MadoProgrammeFault *fault)
{
  /* Translators: the place of a fault: a line, a column, and what stands there */
  g_autofree char *place = g_strdup_printf (_ ("Line %1$u, column %2$u: %3$s"), fault->line, fault->column,
                                            fault->pointer[0] != '\0' ? fault->pointer : _ ("the whole file"));
  GtkWidget *row = mado_roll_row_new (fault->message, place);

  mado_roll_row_mark (row, fault->code, "overdue");
  adw_preferences_group_add (group, row);
}

static void
add_faults (MadoProgrammePage *self)
{
  const GPtrArray *faults = self->checked->faults;
  g_autofree char *title = g_strdup_printf (ngettext ("%1$s: %2$u fault", "%1$s: %2$u faults", faults->len),
                                            self->checked->name, faults->len);
  AdwPreferencesGroup *group =
      mado_roll_page_add_group (MADO_ROLL_PAGE (self), title, _ ("Mend the file and check it again."));

  for (guint i = 0; i < faults->len; i++)
    add_fault (group, mado_programme_faults_get (faults, i));
}

static const struct {
  const char *aspect;
  const char *label;
} aspects[] = {
  { "label", N_ ("label") },     { "type", N_ ("type") },         { "required", N_ ("required where") },
  { "see", N_ ("who sees it") }, { "edit", N_ ("who edits it") }, { "give", N_ ("who is given it") },
};

static const char *
find_label (const char *aspect)
{
  for (gsize i = 0; i < G_N_ELEMENTS (aspects); i++)
    if (strcmp (aspects[i].aspect, aspect) == 0)
      return _ (aspects[i].label);

  return aspect;
}

/* Ids of roles and receivers, as people call them: in the programme in which they stand. */
static char *
name_people (const MadoProgramme *programme, const char *ids)
{
  g_auto (GStrv) names = g_strsplit (ids, ", ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++) {
    const MadoNamed *role = mado_section_find (programme->roles, names[i]);
    const MadoNamed *receiver = mado_section_find (programme->receivers, names[i]);
    const MadoNamed *named = role != NULL ? role : receiver;

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", named != NULL ? named->label : names[i]);
  }

  return g_string_free_and_steal (text);
}

static gboolean
is_about_people (const MadoItemChange *change)
{
  static const char *const all[] = { "see", "edit", "give", NULL };

  return g_strv_contains (all, change->aspect);
}

static char *
write_value (const MadoItemChange *change, const MadoProgramme *programme, const char *value)
{
  if (value[0] == '\0')
    return g_strdup ("–");

  return is_about_people (change) ? name_people (programme, value) : g_strdup (value);
}

static char *
write_change (MadoProgrammePage *self, const MadoItemChange *change)
{
  g_autofree char *before = write_value (change, get_at_work (self), change->before);
  g_autofree char *after = write_value (change, self->checked->programme, change->after);

  if (strcmp (change->aspect, "item") != 0)
    /* Translators: what changes of an item, and what it is before and after */
    return g_strdup_printf (_ ("%1$s: %2$s → %3$s"), find_label (change->aspect), before, after);

  return change->before[0] == '\0' ? g_strdup_printf (_ ("New: %s"), change->after)
                                   : g_strdup_printf (_ ("Taken away: %s"), change->before);
}

static const char *
find_item_label (MadoProgrammePage *self, const char *id)
{
  const MadoItem *after = mado_section_find (self->checked->programme->items, id);
  const MadoItem *before = mado_section_find (get_at_work (self)->items, id);

  return after != NULL ? after->label : before != NULL ? before->label : id;
}

static void
add_changes (MadoProgrammePage *self)
{
  g_autoptr (GPtrArray) changes = mado_programme_compare_items (get_at_work (self), self->checked->programme);
  g_autofree char *title = g_strdup_printf (_ ("Against the One at Work (%u)"), changes->len);
  AdwPreferencesGroup *group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), title, NULL);

  for (guint i = 0; i < changes->len; i++) {
    const MadoItemChange *change = g_ptr_array_index (changes, i);
    g_autofree char *words = write_change (self, change);

    adw_preferences_group_add (group, mado_roll_row_new (find_item_label (self, change->item), words));
  }
  if (changes->len == 0)
    adw_preferences_group_add (group, mado_roll_row_new (_ ("The items are the same"), _ ("Look at rules and steps in "
                                                                                          "the file itself.")));
}

static void
add_checked (MadoProgrammePage *self)
{
  /* Translators: %s is a file */
  g_autofree char *title = g_strdup_printf (_ ("%s: no fault"), self->checked->name);
  AdwPreferencesGroup *group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), title, NULL);

  add_facts (group, self->checked->programme);
  add_changes (self);
}

static void
mado_programme_page_load (MadoRollPage *page)
{
  MadoProgrammePage *self = MADO_PROGRAMME_PAGE (page);

  mado_roll_page_begin (page);
  if (self->trial != NULL)
    mado_programme_trial_show (self->trial, page);
  if (self->checked != NULL && self->checked->programme == NULL)
    add_faults (self);
  else if (self->checked != NULL)
    add_checked (self);
  add_at_work (self);
  mado_roll_page_show (page);
}

/* --- a file ------------------------------------------------------------------------------------------------------- */

static void
check (GTask *task, gpointer page, gpointer data, GCancellable *cancellable)
{
  Checked *checked = data;

  checked->programme = mado_programme_read (checked->text, checked->faults);
  g_task_return_pointer (task, checked, free_checked);
}

static void
checked_cb (GObject *page, GAsyncResult *result, gpointer unused)
{
  MadoProgrammePage *self = MADO_PROGRAMME_PAGE (page);

  g_clear_pointer (&self->checked, free_checked);
  g_clear_pointer (&self->trial, mado_programme_trial_free);
  self->checked = g_task_propagate_pointer (G_TASK (result), NULL);
  mado_roll_page_load (MADO_ROLL_PAGE (self));
  gtk_accessible_announce (GTK_ACCESSIBLE (self),
                           self->checked->programme != NULL ? _ ("The file has no fault.") : _ ("The file has faults."),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
begin_check (MadoProgrammePage *self, const char *name, GBytes *text)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, checked_cb, NULL);
  Checked *checked = g_new0 (Checked, 1);

  checked->name = g_strdup (name);
  checked->text = g_bytes_ref (text);
  checked->faults = mado_programme_faults_new ();
  g_task_set_task_data (task, checked, NULL); /* which is what it returns */
  g_task_run_in_thread (task, check);
}

static void
read_cb (GObject *file, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoProgrammePage) self = page;
  g_autoptr (GBytes) text = g_file_load_bytes_finish (G_FILE (file), result, NULL, NULL);
  g_autofree char *name = g_file_get_basename (G_FILE (file));

  if (text == NULL)
    mado_roll_page_say (MADO_ROLL_PAGE (self),
                        _ ("The file could not be read. Choose another, or see whether you may read it."));
  else if (g_bytes_get_size (text) > MADO_PUBLISHED_MAX_PROGRAMME)
    mado_roll_page_say (MADO_ROLL_PAGE (self),
                        _ ("The file is too large for a programme: one has a mebibyte at most."));
  else
    begin_check (self, name, text);
}

static void
file_chosen (MadoRollPage *page, GFile *file, gconstpointer unused)
{
  g_file_load_bytes_async (file, NULL, read_cb, g_object_ref (page));
}

static void
check_cb (GtkButton *button, MadoRollPage *page)
{
  mado_roll_page_choose_file (page, _ ("Check a Programme"), file_chosen, NULL);
}

/* --- a rehearsal -------------------------------------------------------------------------------------------------- */

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoProgrammePage) self = page;
  MadoProgrammeTrial *trial = mado_programme_trial_run_finish (result, NULL);

  if (trial == NULL) {
    mado_roll_page_say (MADO_ROLL_PAGE (self),
                        _ ("The file could not be read. Choose another, or see whether you may read it."));
    return;
  }
  g_clear_pointer (&self->trial, mado_programme_trial_free);
  self->trial = trial;
  mado_roll_page_load (MADO_ROLL_PAGE (self));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("The rehearsal is over."),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* What was checked and has no fault is rehearsed; otherwise what is at work. */
static void
sample_chosen (MadoRollPage *page, GFile *file, gconstpointer unused)
{
  MadoProgrammePage *self = MADO_PROGRAMME_PAGE (page);
  MadoProgramme *checked = self->checked != NULL ? self->checked->programme : NULL;

  mado_programme_trial_run_async (checked != NULL ? checked : get_at_work (self), file, tried_cb, g_object_ref (self));
}

static void
rehearse_cb (GtkButton *button, MadoRollPage *page)
{
  mado_roll_page_choose_file (page, _ ("Rehearse with the File of a Form"), sample_chosen, NULL);
}

/* --- the next year ------------------------------------------------------------------------------------------------ */

static void
written_cb (GObject *file, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoProgrammePage) self = page;

  mado_roll_page_say (MADO_ROLL_PAGE (self),
                      g_file_replace_contents_finish (G_FILE (file), result, NULL, NULL)
                          ? _ ("The copy is saved. Go through its days and amounts, and check it here.")
                          : _ ("The file could not be saved there. Choose another place."));
}

static void
place_chosen (MadoRollPage *page, GFile *file, gconstpointer unused)
{
  g_autoptr (GBytes) copy = mado_programme_dup_next_year (get_at_work (MADO_PROGRAMME_PAGE (page)));

  if (copy != NULL)
    g_file_replace_contents_bytes_async (file, copy, NULL, FALSE, G_FILE_CREATE_NONE, NULL, written_cb,
                                         g_object_ref (page));
}

static void
copy_cb (GtkButton *button, MadoRollPage *page)
{
  mado_roll_page_choose_place (page, _ ("Save a Copy for the Next Year"), "programme.json", place_chosen, NULL);
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void
mado_programme_page_dispose (GObject *object)
{
  g_clear_pointer (&MADO_PROGRAMME_PAGE (object)->checked, free_checked);
  g_clear_pointer (&MADO_PROGRAMME_PAGE (object)->trial, mado_programme_trial_free);

  G_OBJECT_CLASS (mado_programme_page_parent_class)->dispose (object);
}

static void
mado_programme_page_class_init (MadoProgrammePageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_programme_page_dispose;
  MADO_ROLL_PAGE_CLASS (class)->load = mado_programme_page_load;
}

static void
mado_programme_page_init (MadoProgrammePage *self)
{
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  AdwNavigationPage *page = mado_roll_page_create (MADO_TYPE_PROGRAMME_PAGE, place, session);

  mado_roll_page_add_button (MADO_ROLL_PAGE (page), _ ("_Check a File…"), G_CALLBACK (check_cb));
  mado_roll_page_add_button (MADO_ROLL_PAGE (page), _ ("_Rehearse…"), G_CALLBACK (rehearse_cb));
  mado_roll_page_add_button (MADO_ROLL_PAGE (page), _ ("Copy for the _Next Year…"), G_CALLBACK (copy_cb));

  return page;
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  mado_roll_page_add_place (kind, _ ("Programme"), mado_bureau_is_for_administrator (session), places);
}

const MadoPageKind mado_programme_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "programme", .counts_itself = TRUE
};
