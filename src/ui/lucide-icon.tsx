import type { SVGProps } from 'react';

type IconProps = SVGProps<SVGSVGElement> & { size?: number };

/**
 * What makes a component of an icon's path: vite.config.ts puts it in the place of lucide-react's own, which works
 * out sizes, classes and a context anew at each drawing of each icon. Nothing here uses those. How it is drawn is in
 * styles.css, once for all.
 */
function createLucideIcon(path: string) {
  return function LucideIcon({ size = 24, ...rest }: IconProps) {
    return (
      // biome-ignore lint/a11y/noSvgWithoutTitle: where it is no decoration, it is given a label.
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        // One with a name is a picture, and told.
        aria-hidden={rest['aria-label'] === undefined}
        {...rest}
      >
        <path d={path} />
      </svg>
    );
  };
}

// biome-ignore lint/style/noDefaultExport: lucide-react's icons import it as the default.
export default createLucideIcon;
