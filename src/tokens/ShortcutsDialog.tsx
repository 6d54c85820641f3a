import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';

const shortcuts = [
  { key: '/', does: 'Go to Search' },
  { key: 'Esc', does: 'Clear Search, then the selection; close what is open' },
  { key: 'Shift', does: 'With a click or Space on a box: select all rows in between' },
  { key: 'g', does: 'Generate Token' },
  { key: 'r', does: 'Refresh List' },
  { key: '?', does: 'This list' },
  { key: 'Ctrl F', does: 'Go to Search, when the list is longer than the page holds at once' },
];

/** Those that are no letter or sign: nobody types them by accident. */
const always = ['Esc', 'Shift'];

type ShortcutsDialogProps = { enabled: boolean; onEnabled: (enabled: boolean) => void; onClose: () => void };

export function ShortcutsDialog({ enabled, onEnabled, onClose }: ShortcutsDialogProps) {
  return (
    <Dialog title="Keyboard shortcuts" width="confirmation" onRequestClose={onClose}>
      <DialogBody>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2">
          {shortcuts.map(({ key, does }) => (
            <div key={key} className="contents">
              <dt>
                <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-badge border border-line-strong bg-surface px-1.25 font-medium font-mono text-muted text-xs">
                  {key}
                </kbd>
              </dt>
              <dd className={enabled || always.includes(key) ? '' : 'text-muted line-through'}>{does}</dd>
            </div>
          ))}
        </dl>
        <label className="flex min-h-7 items-center gap-2">
          <input type="checkbox" checked={enabled} onChange={(event) => onEnabled(event.target.checked)} />
          Use these shortcuts in this browser
        </label>
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>Close</Button>
      </DialogFoot>
    </Dialog>
  );
}
