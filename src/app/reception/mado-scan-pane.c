/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes files in whose kind and size a case may have, and says of the others why not. */

#include "mado-scan-pane.h"

#include <glib/gi18n.h>

#include "mado-picture-pane.h"
#include "mado-pictures.h"
#include "mado-scan-file.h"

typedef struct {
  MadoCasePaper paper; /* first: the pane that shows it knows no more */
  char *name;
} Scan;

struct _MadoScanPane {
  AdwBin parent_instance;

  GPtrArray *scans; /* (element-type Scan) */
  GPtrArray *items; /* (element-type MadoItem): off which this person may attach papers */
  guint usual;      /* which of them a paper is that nobody says anything of */
  gboolean is_told; /* what is chosen was chosen by nobody */

  GtkStack *stack;
  MadoPicturePane *pane;
  GtkDropDown *item;
  GtkLabel *fault;
};

G_DEFINE_FINAL_TYPE (MadoScanPane, mado_scan_pane, ADW_TYPE_BIN)

static void
free_scan (gpointer data)
{
  Scan *scan = data;

  g_bytes_unref (scan->paper.file);
  g_free (scan->name);
  g_free (scan);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
show (MadoScanPane *self, guint shown)
{
  if (self->scans->len > 0)
    mado_picture_pane_show_papers (self->pane, self->scans, shown);
  gtk_stack_set_visible_child_name (self->stack, self->scans->len > 0 ? "papers" : "none");
}

static void
say (MadoScanPane *self, const char *fault)
{
  gtk_label_set_text (self->fault, fault);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault[0] != '\0');
  if (fault[0] != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self), fault, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static Scan *
get_shown (MadoScanPane *self)
{
  guint shown = mado_picture_pane_get_shown (self->pane);

  return shown < self->scans->len ? g_ptr_array_index (self->scans, shown) : NULL;
}

/* --- taking files in ---------------------------------------------------------------------------------------------- */

static void
add (MadoScanPane *self, const char *name, GBytes *bytes)
{
  Scan *scan = g_new0 (Scan, 1);

  scan->paper.file = g_bytes_ref (bytes);
  scan->paper.item = g_ptr_array_index (self->items, self->usual);
  scan->name = g_strdup (name);
  g_ptr_array_add (self->scans, scan);
  show (self, self->scans->len - 1);
}

static void
loaded_cb (GObject *file, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoScanPane) self = pane;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (file), result, NULL, NULL); /* ignored: it is said */
  g_autofree char *name = g_file_get_basename (G_FILE (file));
  const char *fault = mado_scan_file_find_fault (name, bytes);

  if (self->items == NULL) /* nobody types there any more */
    return;
  say (self, fault != NULL ? fault : "");
  if (fault == NULL)
    add (self, name, bytes);
}

static void
take (MadoScanPane *self, GFile *file)
{
  g_file_load_bytes_async (file, NULL, loaded_cb, g_object_ref (self));
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoScanPane) self = pane;
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    take (self, file);
  }
}

static void
choose_cb (GtkButton *button, MadoScanPane *self)
{
  g_autoptr (GtkFileDialog) dialog = mado_scan_file_create_chooser (_ ("Choose the Papers"));

  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb,
                                 g_object_ref (self));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, MadoScanPane *self)
{
  for (GSList *dropped = g_value_get_boxed (value); dropped != NULL; dropped = dropped->next)
    take (self, dropped->data);

  return TRUE;
}

/* --- what is done with them --------------------------------------------------------------------------------------- */

static void
remove_cb (GtkButton *button, MadoScanPane *self)
{
  guint shown = mado_picture_pane_get_shown (self->pane);

  if (shown >= self->scans->len)
    return;
  g_ptr_array_remove_index (self->scans, shown);
  show (self, shown);
}

static void
item_chosen_cb (GtkDropDown *item, GParamSpec *property, MadoScanPane *self)
{
  Scan *scan = get_shown (self);
  guint chosen = gtk_drop_down_get_selected (item);

  if (scan == NULL || self->is_told || chosen >= self->items->len)
    return;
  scan->paper.item = g_ptr_array_index (self->items, chosen);
  mado_picture_pane_name (self->pane);
}

/* Another paper is shown: what can be read off it stands below. */
static void
turned_cb (MadoPicturePane *pane, MadoScanPane *self)
{
  const Scan *scan = get_shown (self);
  guint place = 0;

  if (scan == NULL || !g_ptr_array_find (self->items, scan->paper.item, &place))
    return;
  self->is_told = TRUE;
  gtk_drop_down_set_selected (self->item, place);
  self->is_told = FALSE;
}

/* The picture takes the place of the file: nothing of what was covered is kept anywhere. */
static void
masked_cb (MadoPicturePane *pane, const MadoCasePaper *paper, GBytes *png, MadoScanPane *self)
{
  for (guint i = 0; i < self->scans->len; i++) {
    Scan *scan = g_ptr_array_index (self->scans, i);
    g_auto (GStrv) parts = g_strsplit (scan->name, ".", 2);

    if (scan->paper.file != paper->file)
      continue;
    g_bytes_unref (scan->paper.file);
    scan->paper.file = g_bytes_ref (png);
    g_free (scan->name);
    scan->name = g_strconcat (parts[0], ".png", NULL);
    show (self, i);
    return;
  }
}

/**
 * mado_scan_pane_write:
 * @self: a pane
 * @reception: the application to which its papers belong
 */
void
mado_scan_pane_write (MadoScanPane *self, MadoReception *reception)
{
  for (guint i = 0; i < self->scans->len; i++) {
    const Scan *scan = g_ptr_array_index (self->scans, i);

    mado_reception_add_paper (reception, scan->paper.item, scan->name, scan->paper.file);
  }
}

/**
 * mado_scan_pane_clear:
 * @self: a pane
 */
void
mado_scan_pane_clear (MadoScanPane *self)
{
  g_ptr_array_set_size (self->scans, 0);
  say (self, "");
  show (self, 0);
}

/**
 * mado_scan_pane_do:
 * @self: a pane
 * @step: the name of an action on papers
 */
void
mado_scan_pane_do (MadoScanPane *self, const char *step)
{
  if (self->scans->len > 0)
    mado_picture_pane_do (self->pane, step);
}

/* --- what can be read off a paper --------------------------------------------------------------------------------- */

/* What a web form says of a paper of which it knows nothing is as good for one that came by post. */
static const char *
find_usual (const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->form_maps); i++) {
    const MadoFormMap *map = mado_section_get (programme->form_maps, i);
    const MadoFormPaper *any = mado_section_find (map->papers, MADO_FORM_PAPER_ANY);

    if (any != NULL)
      return any->item;
  }

  return "";
}

/**
 * mado_scan_pane_open:
 * @self: a pane
 * @session: of whoever types
 *
 * Returns: whether that person may attach papers to anything
 */
gboolean
mado_scan_pane_open (MadoScanPane *self, MadoSession *session)
{
  const MadoProgramme *programme = mado_session_get_programme (session);
  const char *usual = find_usual (programme);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->is_told = TRUE;
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (g_str_equal (item->type, "notes") || item->is_of_list ||
        !mado_policy_may_attach (mado_session_get_person (session), item))
      continue;
    if (g_str_equal (item->id, usual))
      self->usual = self->items->len;
    g_ptr_array_add (self->items, (gpointer) item);
    gtk_string_list_append (labels, item->label);
  }
  gtk_drop_down_set_model (self->item, G_LIST_MODEL (labels));
  self->is_told = FALSE;
  mado_picture_pane_let_mask (self->pane, TRUE);

  return self->items->len > 0;
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_scan_pane_dispose (GObject *object)
{
  MadoScanPane *self = MADO_SCAN_PANE (object);

  adw_bin_set_child (ADW_BIN (self), NULL); /* it is of the template, too, and must not go twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_SCAN_PANE);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (mado_scan_pane_parent_class)->dispose (object);
}

static void
mado_scan_pane_finalize (GObject *object)
{
  g_ptr_array_unref (MADO_SCAN_PANE (object)->scans);

  G_OBJECT_CLASS (mado_scan_pane_parent_class)->finalize (object);
}

static void
mado_scan_pane_class_init (MadoScanPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_scan_pane_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_scan_pane_finalize;
  g_type_ensure (MADO_TYPE_PICTURE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-scan-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoScanPane, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoScanPane, pane);
  gtk_widget_class_bind_template_child (widget_class, MadoScanPane, item);
  gtk_widget_class_bind_template_child (widget_class, MadoScanPane, fault);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);
  gtk_widget_class_bind_template_callback (widget_class, masked_cb);
}

static void
mado_scan_pane_init (MadoScanPane *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->scans = g_ptr_array_new_with_free_func (free_scan);
  self->items = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
